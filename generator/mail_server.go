package main

import (
	"fmt"
	"os"
	"strconv"

	"itron.com/conflict-minerals/generator/letters"
)

// server is the mail server that the environment names.
func server() (letters.Server, error) {
	s := letters.Server{Host: os.Getenv("CMR_SMTP_HOST"), User: os.Getenv("CMR_SMTP_USER"), Password: os.Getenv("CMR_SMTP_PASSWORD"), TLS: os.Getenv("CMR_SMTP_TLS")}
	ports := map[string]int{letters.StartTLS: 587, letters.ImplicitTLS: 465, letters.NoTLS: 25}
	if s.TLS == "" {
		s.TLS = letters.StartTLS
	}
	port := os.Getenv("CMR_SMTP_PORT")
	if port == "" {
		port = strconv.Itoa(ports[s.TLS])
	}
	var err error
	switch s.Port, err = strconv.Atoi(port); {
	case s.Host == "":
		return s, fmt.Errorf("%w: --send needs a mail server: set CMR_SMTP_HOST, and CMR_SMTP_PORT, CMR_SMTP_USER, CMR_SMTP_PASSWORD, CMR_SMTP_TLS as it wants them", errUsage)
	case ports[s.TLS] == 0:
		return s, fmt.Errorf("%w: CMR_SMTP_TLS is %q, and must be starttls, tls or none", errUsage, s.TLS)
	case err != nil || s.Port < 1 || s.Port > 65535:
		return s, fmt.Errorf("%w: CMR_SMTP_PORT %q is no port", errUsage, port)
	case s.TLS == letters.NoTLS && !s.Loopback():
		return s, fmt.Errorf("%w: CMR_SMTP_TLS=none is for a server on this machine alone: letters and password would be open to all on the way", errUsage)
	case s.User == "" && s.Password != "":
		return s, fmt.Errorf("%w: CMR_SMTP_PASSWORD is set, and CMR_SMTP_USER is not", errUsage)
	}
	return s, nil
}
