as in site/, byte for byte
