// The check page: package precheck reads workbooks in a worker. Nothing is fetched or sent.
"use strict";
(() => {
  const about = document.getElementById("check");
  if (!about) return;
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  const largest = 64 * 2 ** 20 + 1; // cmrt.MaxFile, and one more: what is longer is told to be too large

  // worker is the source of the worker; it answers the calls of WASI that the module makes.
  const worker = () => {
    let module;
    const run = (question, file) => {
      const given = [new TextEncoder().encode(JSON.stringify(question) + "\n"), file], said = {1: [], 2: []};
      let memory;
      const view = () => new DataView(memory.buffer), bytes = () => new Uint8Array(memory.buffer);
      const each = (list, n, f) => {
        let sum = 0;
        for (let i = 0; i < n; i++) {
          const done = f(view().getUint32(list + 8 * i, true), view().getUint32(list + 8 * i + 4, true));
          sum += done;
          if (!done) break;
        }
        return sum;
      };
      const calls = {
        fd_read(fd, list, n, done) {
          if (fd !== 0) return 8;
          view().setUint32(done, each(list, n, (at, length) => {
            while (given.length && !given[0].length) given.shift();
            if (!given.length) return 0;
            const part = given[0].subarray(0, length);
            given[0] = given[0].subarray(part.length);
            bytes().set(part, at);
            return part.length;
          }), true);
          return 0;
        },
        fd_write(fd, list, n, done) {
          if (!said[fd]) return 8;
          view().setUint32(done, each(list, n, (at, length) => said[fd].push(bytes().slice(at, at + length)) && length), true);
          return 0;
        },
        fd_fdstat_get(fd, at) {
          if (fd > 2) return 8;
          bytes().fill(0, at, at + 24);
          bytes()[at] = 2; // a character device
          return 0;
        },
        fd_prestat_get: () => 8, // no folder is open
        args_sizes_get(count, size) { view().setUint32(count, 0, true); view().setUint32(size, 0, true); return 0; },
        args_get: () => 0,
        environ_sizes_get(count, size) { return calls.args_sizes_get(count, size); },
        environ_get: () => 0,
        clock_time_get(id, precision, at) { view().setBigUint64(at, BigInt(Math.round(performance.now() * 1e6)), true); return 0; },
        random_get(at, length) {
          for (let from = 0; from < length; from += 65536) crypto.getRandomValues(bytes().subarray(at + from, at + Math.min(from + 65536, length)));
          return 0;
        },
        poll_oneoff(from, to, n, done) { // every clock has run down
          for (let i = 0; i < n; i++) {
            view().setBigUint64(to + 32 * i, view().getBigUint64(from + 48 * i, true), true);
            bytes().fill(0, to + 32 * i + 8, to + 32 * i + 32);
          }
          view().setUint32(done, n, true);
          return 0;
        },
        sched_yield: () => 0,
        proc_exit(code) { throw Object.assign(new Error("exit"), {code}); },
      };
      const imports = {};
      for (const {module: from, name} of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = calls[name] ?? (() => 52);
      const instance = new WebAssembly.Instance(module, imports);
      memory = instance.exports.memory;
      let code = 0;
      try {
        instance.exports._start();
      } catch (error) {
        if (error.code === undefined) throw error;
        code = error.code;
      }
      const text = list => new TextDecoder().decode(list.length === 1 ? list[0] : list.reduce((all, part) => { all.buffer.set(part, all.at); all.at += part.length; return all; },
        {at: 0, buffer: new Uint8Array(list.reduce((sum, part) => sum + part.length, 0))}).buffer);
      if (code) throw new Error(text(said[2]));
      return text(said[1]);
    };
    onmessage = async ({data}) => {
      try {
        if (data.pieces) {
          const text = atob(data.pieces.join("")), packed = new Uint8Array(text.length);
          for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
          const sum = crypto.subtle && [...new Uint8Array(await crypto.subtle.digest("SHA-256", packed))].map(b => b.toString(16).padStart(2, "0")).join("");
          if (sum && sum !== data.sha256) throw new Error("The module is not the one that belongs to this page.");
          module = await WebAssembly.compile(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
          postMessage({ready: true});
        } else {
          const began = performance.now();
          const result = JSON.parse(run({settings: data.settings, file: data.name, size: data.bytes.length}, data.bytes));
          postMessage({result, took: performance.now() - began});
        }
      } catch (error) {
        postMessage({error: String(error.message ?? error)});
      }
    };
  };
  // end of worker

  // words: English ones that stand in the page are taken from there.
  const words = {
    en: {
      loading: "The reader is being loaded: {0} %", ready: "Ready. You may disconnect from the network now.", failed: "The reader could not be started: {0}", reading: "Reading {0} …", stopped: "Stopped.",
      tooLong: "Reading took more than a minute and was stopped. Please send the workbook as it is, and tell us.", broken: "The file could not be read: {0}",
      done: "{0}: {1} to correct, {2} to look at.", nothing: "{0}: nothing to correct.", toCorrect: "To correct: {0}. To look at: {1}.", allFine: "Nothing to correct and nothing to look at. You can send it.", noErrors: "Nothing has to be corrected. To look at: {0}.",
      template: "Template", company: "Company", scope: "Scope", date: "Date", metals: "Minerals in the products", listed: "Smelters and refiners", checker: "RMI’s Checker", noTemplate: "None that can be read",
      checkerSilent: "Flags nothing", checkerRows: "Flags its rows {0}", checkerUnknown: "Not known for this version", none: "None", unread: "Not said, or not read",
      rows: "{0} rows: {1} known, {2} not", rowsOwn: "{0} rows: {1} known to the workbook’s own look-up, {2} not. They were compared with no directory.",
      points: "What to correct or to look at, in the order of the workbook", error: "To correct", warning: "To look at", note: "For your information", why: "Why:", fix: "What to do:", inChecker: "RMI’s Checker flags it too, in its row {0}.", beyond: "RMI’s Checker does not see it.", file: "The whole file",
      notes: "Also noticed: {0}", fine: "What is right as it is", said: "What it says: answers", smelterRows: "What it says: smelters, row by row", question: "Question", metal: "Mineral", answer: "Answer", cell: "Cell", comment: "Comment", row: "Row", typed: "As named", outcome: "Result", id: "ID", name: "Known as", country: "Country",
      copy: "Copy as text", csv: "Save as CSV", html: "Save as HTML", copied: "Copied.", notCopied: "It could not be copied.", english: "", testedBy: "Checked on the page of {0}; no copy was kept.",
      parts: {file: "The file and its sheets", version: "The version of the template", company: "Company, contact and who authorises", date: "The date", answers: "The answers on the minerals", programme: "The answers on your own programme", smelters: "The Smelter List", products: "The Product List", checker: "RMI’s Checker flags nothing"},
      outcomes: {resolved: "in the directory", "look-up": "in the workbook’s own look-up", unknown: "not known", ambiguous: "fits several", contradictory: "contradicts itself", "not-listed": "“Smelter not listed”", "not-identified": "“Smelter not yet identified”"},
      of: {tin: "tin", tantalum: "tantalum", tungsten: "tungsten", gold: "gold", cobalt: "cobalt", mica: "mica"},
    },
    de: {
      title: "Ein CMRT prüfen, bevor Sie es senden",
      lead: "Wählen Sie Ihre Arbeitsmappe und sehen Sie sofort, was darin nicht stimmt, wo, und wie Sie es richtigstellen. Ihr eigener Computer liest sie, nach den Regeln, nach denen wir sie lesen werden. Sie wird niemandem gesendet.",
      choose: "Arbeitsmappen (CMRT, EMRT, AMRT oder CRT), eine oder mehrere", drop: "Oder hier ablegen. Excel-Dateien (.xlsx, .xls); eine Arbeitsmappe in einer Mail oder einem Archiv speichern Sie bitte zuerst.", stop: "Abbrechen",
      by: "Wonach geprüft wird", year: "Berichtsjahr", versions: "Angenommene Versionen des CMRT", all: "Alle, die gelesen werden können", days: "Datum der Erklärung", smelters: "Schmelzhütten und Raffinerien",
      directory: "Verglichen mit dem Verzeichnis vom {day}, {n} Betriebe", lookup: "Benannt, wie die Arbeitsmappe selbst sie nachschlägt. Mit einem Verzeichnis werden sie hier nicht verglichen; das geschieht, wenn die Arbeitsmappe eingetroffen ist.",
      same: "Regeln und Reihenfolge sind die des Briefes, den Sie sonst zurückbekämen. Hier nicht geprüft: ob die Erklärung die des befragten Unternehmens ist, was Sie im Vorjahr erklärt haben und ob Schmelzhütten eine Prüfung bestanden haben.",
      private: "Nichts wird gesendet, und Sie können sich davon überzeugen", policy: "Die Seite weist Ihren Browser an, jede Verbindung abzulehnen (ihre Content Policy sagt connect-src 'none'). Es wird auch nichts gespeichert: Schließen Sie die Seite, und alles ist fort.",
      watch: "So sehen Sie es: Öffnen Sie die Entwicklerwerkzeuge Ihres Browsers (F12), wählen Sie „Netzwerk“ und prüfen Sie eine Datei. Es erscheint keine Zeile.",
      offline: "Oder trennen Sie die Verbindung, sobald die Seite bereit ist, oder speichern Sie die Seite („vollständig“) und öffnen Sie sie von Ihrer Festplatte: Sie arbeitet wie zuvor.", weight: "Der Teil, der Arbeitsmappen liest, wiegt {size} und wird nur auf dieser Seite geladen.",
      loading: "Das Leseprogramm wird geladen: {0} %", ready: "Bereit. Sie können die Verbindung jetzt trennen.", failed: "Das Leseprogramm startet nicht: {0}", reading: "{0} wird gelesen …", stopped: "Abgebrochen.",
      tooLong: "Das Lesen dauerte länger als eine Minute und wurde abgebrochen. Bitte senden Sie die Arbeitsmappe, wie sie ist, und sagen Sie es uns.", broken: "Die Datei konnte nicht gelesen werden: {0}",
      done: "{0}: {1} zu berichtigen, {2} anzusehen.", nothing: "{0}: nichts zu berichtigen.", toCorrect: "Zu berichtigen: {0}. Anzusehen: {1}.", allFine: "Nichts zu berichtigen und nichts anzusehen. Sie können sie senden.", noErrors: "Nichts zu berichtigen. Anzusehen: {0}.",
      template: "Vorlage", company: "Unternehmen", scope: "Umfang", date: "Datum", metals: "Mineralien in den Produkten", listed: "Schmelzhütten und Raffinerien", checker: "Checker von RMI", noTemplate: "Keine, die gelesen werden kann",
      checkerSilent: "Beanstandet nichts", checkerRows: "Beanstandet in seinen Zeilen {0}", checkerUnknown: "Für diese Version nicht bekannt", none: "Keine", unread: "Nicht angegeben oder nicht gelesen",
      rows: "{0} Zeilen: {1} bekannt, {2} nicht", rowsOwn: "{0} Zeilen: {1} schlägt die Arbeitsmappe selbst nach, {2} nicht. Mit einem Verzeichnis wurden sie nicht verglichen.",
      points: "Was zu berichtigen oder anzusehen ist, in der Reihenfolge der Arbeitsmappe", error: "Zu berichtigen", warning: "Anzusehen", note: "Zur Kenntnis", why: "Warum:", fix: "Was zu tun ist:", inChecker: "Auch der Checker von RMI beanstandet es, in seiner Zeile {0}.", beyond: "Der Checker von RMI sieht es nicht.", file: "Die ganze Datei",
      notes: "Außerdem bemerkt: {0}", fine: "Was so bleiben kann", said: "Was sie sagt: Antworten", smelterRows: "Was sie sagt: Schmelzhütten, Zeile für Zeile", question: "Frage", metal: "Mineral", answer: "Antwort", cell: "Zelle", comment: "Kommentar", row: "Zeile", typed: "Wie benannt", outcome: "Ergebnis", id: "ID", name: "Bekannt als", country: "Land",
      copy: "Als Text kopieren", csv: "Als CSV speichern", html: "Als HTML speichern", copied: "Kopiert.", notCopied: "Das Kopieren gelang nicht.", english: "Die Punkte stehen auf Englisch, wie in unseren Briefen; Blätter und Zellen heißen so, wie Excel sie zeigt.", testedBy: "Geprüft auf der Seite von {0}; keine Kopie wurde behalten.",
      parts: {file: "Die Datei und ihre Blätter", version: "Die Version der Vorlage", company: "Unternehmen, Ansprechpartner und wer freigibt", date: "Das Datum", answers: "Die Antworten zu den Mineralien", programme: "Die Antworten zu Ihren eigenen Maßnahmen", smelters: "Die Smelter List", products: "Die Product List", checker: "Der Checker von RMI beanstandet nichts"},
      outcomes: {resolved: "im Verzeichnis", "look-up": "von der Arbeitsmappe nachgeschlagen", unknown: "nicht bekannt", ambiguous: "passt auf mehrere", contradictory: "widerspricht sich", "not-listed": "„Smelter not listed“", "not-identified": "„Smelter not yet identified“"},
      of: {tin: "Zinn", tantalum: "Tantal", tungsten: "Wolfram", gold: "Gold", cobalt: "Kobalt", mica: "Glimmer"},
    },
    zh: {
      title: "发送前检查您的 CMRT",
      lead: "选择您的工作簿，即可看到哪里有误、在哪个单元格以及如何更正。由您自己的电脑按照我们审阅时所用的规则读取，不会发送给任何人。",
      choose: "工作簿（CMRT、EMRT、AMRT 或 CRT），可多选", drop: "也可以拖放到此处。支持 Excel 文件（.xlsx、.xls）；邮件或压缩包中的工作簿请先另存。", stop: "停止",
      by: "检查依据", year: "报告年度", versions: "接受的 CMRT 版本", all: "所有可读取的版本", days: "声明日期", smelters: "冶炼厂和精炼厂",
      directory: "与 {day} 的名录比对，共 {n} 家", lookup: "名称以工作簿自带的查找表为准，此处不与任何名录比对；收到工作簿后再行比对。",
      same: "规则和顺序与退回更正的信函相同。此处不检查：声明是否属于被询问的公司、您上一年度的声明内容、冶炼厂是否通过评估。",
      private: "不发送任何内容，您可以自行验证", policy: "本页面要求浏览器拒绝一切连接（内容策略为 connect-src 'none'）。也不保存任何内容：关闭页面后即全部清除。",
      watch: "查看方法：打开浏览器的开发者工具（F12），选择“网络”，然后检查一个文件。不会出现任何记录。",
      offline: "也可以在页面显示就绪后断开网络，或将页面另存为“完整网页”后从本地打开，功能不变。", weight: "读取工作簿的模块大小为 {size}，仅在本页面加载。",
      loading: "正在加载读取模块：{0} %", ready: "已就绪。现在可以断开网络。", failed: "读取模块无法启动：{0}", reading: "正在读取 {0} …", stopped: "已停止。",
      tooLong: "读取超过一分钟，已停止。请直接发送工作簿，并告知我们。", broken: "无法读取该文件：{0}",
      done: "{0}：需更正 {1} 项，需核对 {2} 项。", nothing: "{0}：无需更正。", toCorrect: "需更正：{0}。需核对：{1}。", allFine: "无需更正，也无需核对。可以发送。", noErrors: "无需更正。需核对：{0}。",
      template: "模板", company: "公司", scope: "范围", date: "日期", metals: "产品中的矿产", listed: "冶炼厂和精炼厂", checker: "RMI 检查表（Checker）", noTemplate: "没有可读取的模板",
      checkerSilent: "没有提示", checkerRows: "在第 {0} 行有提示", checkerUnknown: "此版本未知", none: "无", unread: "未填写或未读取",
      rows: "{0} 行：{1} 行已知，{2} 行未知", rowsOwn: "{0} 行：工作簿自带查找表识别 {1} 行，未识别 {2} 行。未与任何名录比对。",
      points: "需更正或核对之处（按工作簿顺序）", error: "需更正", warning: "需核对", note: "供参考", why: "原因：", fix: "请您：", inChecker: "RMI 检查表第 {0} 行也有提示。", beyond: "RMI 检查表未发现。", file: "整个文件",
      notes: "另外发现：{0}", fine: "无需改动之处", said: "内容：答复", smelterRows: "内容：冶炼厂（逐行）", question: "问题", metal: "矿产", answer: "答复", cell: "单元格", comment: "备注", row: "行", typed: "填写的名称", outcome: "结果", id: "编号", name: "标准名称", country: "国家",
      copy: "复制为文本", csv: "另存为 CSV", html: "另存为 HTML", copied: "已复制。", notCopied: "无法复制。", english: "各点内容为英文，与我们的信函相同；工作表和单元格的名称与 Excel 中显示的一致。", testedBy: "在 {0} 的页面上检查；未保留任何副本。",
      parts: {file: "文件及其工作表", version: "模板版本", company: "公司、联系人和授权人", date: "日期", answers: "关于矿产的答复", programme: "关于贵公司自身措施的答复", smelters: "冶炼厂清单（Smelter List）", products: "产品清单（Product List）", checker: "RMI 检查表没有提示"},
      outcomes: {resolved: "在名录中", "look-up": "在工作簿自带查找表中", unknown: "未知", ambiguous: "对应多家", contradictory: "自相矛盾", "not-listed": "“Smelter not listed”", "not-identified": "“Smelter not yet identified”"},
      of: {tin: "锡", tantalum: "钽", tungsten: "钨", gold: "金", cobalt: "钴", mica: "云母"},
    },
  };
  let language = "en";
  const say = (key, ...values) => (words[language][key] ?? words.en[key] ?? key).replace(/\{(\d)\}/g, (_, n) => values[n]);
  const kind = (list, key) => words[language][list][key] ?? words.en[list][key] ?? key;

  // make builds an element; what is typed in a workbook is text and never more.
  const make = (name, given = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), given);
    element.append(...inside.filter(part => part !== null && part !== ""));
    return element;
  };
  const state = document.getElementById("state"), progress = document.getElementById("progress"), results = document.getElementById("results"), stop = document.getElementById("stop"), files = document.getElementById("files");
  const tell = text => { state.textContent = text; }; // it is read out

  const told = (result, f) => !f.waived && !f.closed && !f.follows && !result.internal.includes(f.rule);
  // A declaration that is too old does not count, so its date has to be corrected whatever the severity, as letters say.
  const weight = f => f.rule === "effective-date-stale" && f.severity === "warning" ? "error" : f.severity;
  const of = (result, severity) => result.findings.filter(f => told(result, f) && weight(f) === severity);
  const place = f => f.sheet ? f.sheet + (f.cell ? `, ${f.cell}` : "") : say("file");
  const verdict = result => {
    const errors = of(result, "error").length, warnings = of(result, "warning").length;
    return errors ? say("toCorrect", errors, warnings) : warnings ? say("noErrors", warnings) : say("allFine");
  };

  // ranges writes 19, 20, 21, 24 as 19–21, 24.
  const ranges = rows => rows.reduce((list, row) => { if (list.at(-1)?.[1] === row - 1) list.at(-1)[1] = row; else list.push([row, row]); return list; }, []).map(([a, b]) => a === b ? a : `${a}–${b}`).join(", ");

  // facts are what a workbook says in its head.
  const facts = result => {
    const {template, company} = result.declaration, shown = [[say("template"), template.type ? `${template.type} ${template.version}`.trim() : say("noTemplate")]];
    if (!result.readable) return shown;
    const known = result.smelters.filter(row => row.outcome === "resolved" || row.outcome === "look-up").length, n = result.smelters.length;
    return [...shown, [say("company"), company.name || say("unread")], [say("scope"), [company.scope_raw, company.scope_description].filter(Boolean).join(": ") || say("unread")], [say("date"), company.effective_date || company.effective_date_raw || say("unread")],
      [say("metals"), result.metals.map(metal => kind("of", metal)).join(", ") || say("none")],
      [say("listed"), n ? say(self.cmrCheck.settings.directory ? "rows" : "rowsOwn", n, known, n - known) : say("none")],
      [say("checker"), !result.checker.known ? say("checkerUnknown") : result.checker.rows.length ? say("checkerRows", ranges(result.checker.rows)) : say("checkerSilent")]];
  };

  const point = (result, f) => make("li", {}, make("p", {className: "at"}, make("span", {className: `mark ${weight(f)}`}, say(weight(f))), ` ${place(f)}`),
    make("p", {lang: "en"}, f.message), result.why[f.rule] ? make("p", {}, make("em", {}, say("why")), " ", make("span", {lang: "en"}, result.why[f.rule])) : null,
    f.fix ? make("p", {}, make("em", {}, say("fix")), " ", make("span", {lang: "en"}, f.fix)) : null,
    make("p", {className: "muted"}, !result.checker.known ? "" : f.checker_row ? say("inChecker", f.checker_row) : say("beyond")));

  const table = (title, head, rows) => {
    if (!rows.length) return null;
    const caption = make("caption", {}, title), scroll = make("section", {className: "scroll", tabIndex: 0}, make("table", {}, caption, make("thead", {}, make("tr", {}, ...head.map(text => make("th", {scope: "col"}, text)))),
      make("tbody", {}, ...rows.map(row => make("tr", {}, ...row.map(text => make("td", {}, String(text))))))));
    scroll.setAttribute("aria-label", title);
    return make("details", {}, make("summary", {}, `${title} (${rows.length})`), scroll);
  };

  // plain is the same as text, for a mail.
  const plain = (name, result) => {
    const lines = [name, verdict(result), "", ...facts(result).map(([term, text]) => `${term}: ${text}`)];
    const list = (title, some) => { if (some.length) lines.push("", title, ...some.flatMap((f, i) => ["", `${i + 1}. ${say(weight(f))}: ${place(f)}`, `   ${f.message}`, ...result.why[f.rule] ? [`   ${say("why")} ${result.why[f.rule]}`] : [], ...f.fix ? [`   ${say("fix")} ${f.fix}`] : []])); };
    list(say("points"), result.findings.filter(f => told(result, f) && f.severity !== "note"));
    list(say("notes", of(result, "note").length), of(result, "note"));
    if (result.fine.length) lines.push("", say("fine"), ...result.fine.map(part => `- ${kind("parts", part)}`));
    return lines.join("\n") + "\n";
  };

  const csv = (name, result) => {
    const cell = text => { text = String(text ?? ""); if (/^[=+\-@'\t\r]/.test(text)) text = "'" + text; return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };
    return [["file", "sheet", "cell", "metal", "severity", "rule", "message", "why", "fix", "checker_row"], ...result.findings.filter(f => told(result, f)).map(f => [name, f.sheet, f.cell, f.metal, f.severity, f.rule, f.message, result.why[f.rule], f.fix, f.checker_row ?? ""])]
      .map(row => row.map(cell).join(",") + "\n").join("");
  };

  const save = (name, type, text) => {
    const link = make("a", {href: URL.createObjectURL(new Blob([text], {type})), download: name});
    link.click();
    setTimeout(URL.revokeObjectURL, 9999, link.href);
  };

  const html = element => {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll("button")) part.remove();
    for (const part of copy.querySelectorAll("details")) part.open = true;
    const escape = text => make("p", {}, text).innerHTML;
    return `<!DOCTYPE html>\n<html lang="${language}">\n<meta charset="utf-8">\n<title>${escape(copy.querySelector("h2").textContent)}</title>\n<style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0}.at,dt{font-weight:600}p{margin:0 0 .25rem}</style>\n${copy.outerHTML}\n<p>${escape(say("testedBy", document.querySelector("header .name").textContent.trim()))}</p>\n</html>\n`;
  };

  // show puts the result of a file into its place.
  const show = entry => {
    const {name, result, error} = entry, box = make("article", {className: "result"});
    box.append(make("h2", {}, name));
    if (error) box.append(make("p", {}, error));
    if (result) {
      const stem = name.replace(/\.[^.]*$/, ""), points = result.findings.filter(f => told(result, f) && f.severity !== "note"), notes = of(result, "note");
      const button = (key, act) => { const b = make("button", {type: "button"}, say(key)); b.addEventListener("click", act); return b; };
      const list = make("dl", {className: "facts"}, ...facts(result).map(([term, text]) => make("div", {}, make("dt", {}, term), make("dd", {}, text))));
      box.append(make("p", {className: "lead"}, verdict(result)), list, make("p", {},
        button("copy", () => navigator.clipboard.writeText(plain(name, result)).then(() => tell(say("copied")), () => tell(say("notCopied")))),
        button("csv", () => save(`${stem}-check.csv`, "text/csv", "\ufeff" + csv(name, result))), button("html", () => save(`${stem}-check.html`, "text/html", html(box)))));
      if (points.length) box.append(make("h3", {}, say("points")), say("english") ? make("p", {className: "muted"}, say("english")) : "", make("ol", {className: "points"}, ...points.map(f => point(result, f))));
      if (notes.length) box.append(make("details", {}, make("summary", {}, say("notes", notes.length)), make("ol", {className: "points"}, ...notes.map(f => point(result, f)))));
      if (result.fine.length) box.append(make("h3", {}, say("fine")), make("ul", {}, ...result.fine.map(part => make("li", {}, kind("parts", part)))));
      const answers = [...result.declaration.answers, ...result.declaration.company_answers].map(a => [a.question, a.metal ? kind("of", a.metal) : "", a.raw, a.comment, a.cell.replace(/^.*!/, "")]);
      box.append(...[table(say("said"), [say("question"), say("metal"), say("answer"), say("comment"), say("cell")], answers),
        table(say("smelterRows"), [say("row"), say("metal"), say("typed"), say("outcome"), say("id"), say("name"), say("country")], result.smelters.map(r => [r.row, kind("of", r.metal), r.typed, kind("outcomes", r.outcome), r.id, r.name, r.country]))].filter(Boolean));
    }
    entry.box?.replaceWith(box);
    if (!entry.box) results.append(box);
    entry.box = box;
  };

  // The page in the language that its reader chooses.
  const parts = [...document.querySelectorAll("[data-say]")], title = document.querySelector("h1"), entries = [];
  for (const part of parts) words.en[part.dataset.say] = part.textContent;
  words.en.title = title.textContent;
  const directory = () => self.cmrCheck?.settings.directory;
  const speak = to => {
    language = words[to] ? to : "en";
    document.documentElement.lang = language;
    for (const part of document.querySelectorAll("body > :not(main)")) part.lang = "en"; // the frame
    title.textContent = say("title");
    for (const part of parts) {
      const text = say(part.dataset.say).replace("{day}", directory()?.as_of ?? "").replace("{n}", () => new Set(directory()?.rows.map(row => row[2])).size)
        .replace("{size}", () => /\d[\d.,]* ?[kM]B/.exec(words.en.weight)?.[0] ?? "");
      if (part.textContent !== text) part.textContent = text; // what stays is not drawn anew
    }
    const day = document.querySelector("[data-day]"), {oldest, cut_off: cutOff} = self.cmrCheck.settings;
    words.en.day ??= day.textContent;
    day.textContent = language === "en" ? words.en.day : `${oldest} – ${cutOff}`;
    for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
    for (const entry of entries) show(entry);
    tell(resting());
  };

  // The queue: one file at a time, in a worker that is thrown away when it takes too long.
  let busy = null, reader = null, ready = false, resting = () => "", limit;
  const start = () => {
    const address = URL.createObjectURL(new Blob([`"use strict";(${worker})()`], {type: "text/javascript"}));
    reader = new Worker(address);
    URL.revokeObjectURL(address);
    reader.onmessage = ({data}) => {
      if (data.ready) {
        ready = true;
        progress.hidden = true;
        resting = () => say("ready");
        if (!busy) tell(resting());
        return next();
      }
      if (!busy) { resting = () => say("failed", data.error); return tell(resting()); }
      finish(data.error ? {error: say("broken", data.error)} : data);
    };
    reader.onerror = event => { if (busy) finish({error: say("broken", event.message)}, true); else tell(say("failed", event.message)); };
    reader.postMessage({pieces: self.cmrModule, sha256: self.cmrCheck.sha256});
  };
  const finish = (answer, anew) => {
    clearTimeout(limit);
    stop.hidden = true;
    const entry = busy;
    busy = null;
    Object.assign(entry, answer);
    about.dataset.took = Math.round(answer.took ?? 0);
    show(entry);
    const {result, name} = entry;
    resting = () => result ? of(result, "error").length + of(result, "warning").length ? say("done", name, of(result, "error").length, of(result, "warning").length) : say("nothing", name) : `${name}: ${entry.error}`;
    tell(resting());
    if (anew) { ready = false; reader.terminate(); start(); }
    next();
  };
  const waiting = [];
  const next = async () => {
    if (!ready || busy || !waiting.length) return;
    busy = waiting.shift();
    tell(say("reading", busy.name));
    stop.hidden = false;
    try {
      const bytes = new Uint8Array(await busy.file.slice(0, largest).arrayBuffer());
      limit = setTimeout(() => finish({error: say("tooLong")}, true), 60_000);
      reader.postMessage({settings: self.cmrCheck.settings, name: busy.name, bytes}, [bytes.buffer]);
    } catch (error) {
      finish({error: say("broken", error.message)});
    }
  };
  const take = list => {
    for (const file of list) {
      const entry = {name: file.name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ""), file}; // no mark of direction
      entries.push(entry);
      waiting.push(entry);
    }
    next();
  };

  // load puts the pieces of the module into the page, each a script; a saved page has them.
  const load = async () => {
    if (!document.hidden) await new Promise(done => requestAnimationFrame(() => setTimeout(done, 200)));
    const {pieces} = self.cmrCheck, from = here.replace(/assets\/$/, "check/"), got = () => (self.cmrModule ?? []).filter(Boolean).length;
    const piece = i => new Promise((done, failed) => document.head.append(make("script", {src: `${from}module-${String(i + 1).padStart(2, "0")}.js`, onload: done, onerror: () => failed(new Error(`module-${i + 1}`))})));
    let i = 0;
    const fetching = async () => {
      while (i < pieces) {
        progress.value = Math.round(100 * got() / pieces);
        resting = () => say("loading", progress.value);
        tell(resting());
        const mine = i++;
        if (!self.cmrModule?.[mine]) await piece(mine);
      }
    };
    await Promise.all([fetching(), fetching(), fetching()]); // one waits for the network while another is read
    if (got() < pieces) throw new Error("module");
    start();
  };

  addEventListener("DOMContentLoaded", () => {
    if (!self.cmrCheck) return;
    results.replaceChildren();
    document.getElementById("without").hidden = true;
    about.hidden = document.querySelector(".languages").hidden = false;
    for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => speak(button.dataset.language));
    const wanted = [location.hash.slice(1), ...navigator.languages.map(tag => tag.slice(0, 2))].find(tag => words[tag]) ?? "en";
    speak(wanted);
    files.addEventListener("change", () => { take(files.files); files.value = ""; });
    about.addEventListener("submit", event => event.preventDefault());
    for (const kind of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(kind, event => {
        event.preventDefault();
        about.classList.toggle("over", kind === "dragover");
        if (kind === "drop") take(event.dataTransfer.files);
      });
    }
    stop.addEventListener("click", () => { if (busy) finish({error: say("stopped")}, true); });
    load().catch(error => { progress.hidden = true; resting = () => say("failed", error.message); tell(resting()); });
  });
})();
