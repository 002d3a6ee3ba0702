import type { SettingWords } from "./setting_words.ts";

/** The settings of the server in German, by their names. */
export const settings: SettingWords = {
  about: {
    PORT: "Port, auf dem der Server lauscht; 0 nimmt einen freien.",
    HOST: "Adresse, auf der der Server lauscht; `127.0.0.1` ist nur für diesen Rechner.",
    DATA_DIR: "Ordner der Datenbank; er wird beim ersten Start angelegt.",
    LOG_DIR: "Ordner der Logdateien; `-` schreibt keine (dann gehen sie nach stdout).",
    LOG_LEVEL: "Die niedrigste Stufe, die ins Log geschrieben wird.",
    LOG_STDOUT: "Was vom Log auch nach stdout geht: nichts, Warnungen und Fehler, alle Zeilen.",
    LOG_MAX_BYTES: "Größe, bei der eine Logdatei gewechselt wird.",
    LOG_FILES: "Ältere Dateien, die von jedem Log aufgehoben werden.",
    PUBLIC_URL:
      "Adresse, die Leute eintippen, etwa `https://chat.example.org`, wenn sie keine IP-Adresse und nicht `localhost` ist. Mit `https:` sind Cookies `Secure`, und Browsern wird gesagt, dass sie (ein Jahr lang) nur über HTTPS kommen sollen.",
    ALLOWED_ORIGINS: "Weitere Ursprünge, deren Seiten diesen Server benutzen dürfen, durch Kommas getrennt.",
    TRUSTED_PROXIES:
      "Adressen von Proxys, deren `X-Forwarded-For` und `X-Forwarded-Proto` geglaubt wird, durch Kommas getrennt; `loopback` ist dieser Rechner.",
    ACCESS:
      "Wie man hereinkommt: wie der Inhaber es auf der Seite einstellt (anfangs `open`), mit einem Namen allein, mit einem Konto mit Passwort oder nur mit einer Einladung.",
    GUESTS: "Ob ein eingetippter Name genügt, um hereinzukommen; `off` ist dasselbe wie `ACCESS=accounts`.",
    GRACE:
      "Wie lange jemand ohne Verbindung noch als da gilt: Der Name bleibt vergeben, und niemand erfährt, dass er weg ist; auch über einen Neustart.",
    SESSION_DAYS: "Wie lange eine unbenutzte Sitzung gilt.",
    SESSION_CHECK: "Wie oft abgelaufene Sitzungen entfernt und ihre Verbindungen geschlossen werden.",
    LINK_PREVIEWS:
      "Ob der Server bei den Seiten, auf die Nachrichten verweisen, nachfragt, was sie sind; dann verbindet er sich mit dem Internet.",
    MAX_TEXT: "Länge einer Nachricht.",
    MAX_FRAME: "Größe eines WebSocket-Frames oder des Inhalts einer Anfrage.",
    MAX_ROOMS: "Räume, in denen eine Person sein darf.",
    MAX_ROOMS_MADE: "Räume, die eine Person insgesamt anlegen darf.",
    MAX_ROOMS_TOTAL: "Räume insgesamt; eine Liste mit Tausenden ist für alle langsam zu lesen.",
    MAX_PRESENCE:
      "Leute in einem Raum, bis zu denen das Kommen und Gehen jedes Einzelnen gemeldet wird; darüber wird dem Raum die Anzahl gemeldet.",
    MAX_RESUME:
      "Verpasste Ereignisse eines Raums, die bei der Rückkehr geschickt werden; sind es mehr, kommt die letzte Seite, und der Rest wird genannt.",
    MESSAGE_RATE: "Nachrichten einer Person auf Dauer.",
    MESSAGE_BURST: "Nachrichten einer Person auf einmal.",
    SIGN_IN_RATE: "Neue Leute von einer Adresse auf Dauer; auf einmal zehnmal so viele, und mindestens 30.",
    MAX_WRONG_TOKENS:
      "Anfragen von einer Adresse mit einem Token, das zu keiner Sitzung gehört; richtige kommen immer durch.",
    REQUEST_RATE: "HTTP-Anfragen von einer Adresse auf Dauer; auf einmal zwanzigmal so viele.",
    MAX_CONNECTIONS:
      "WebSocket-Verbindungen insgesamt; weniger, wo `ulimit -n` daneben keine 100 offenen Dateien lässt, was beim Start gesagt wird.",
    MAX_CONNECTIONS_PER_USER: "WebSocket-Verbindungen einer Person.",
    MAX_CONNECTIONS_PER_ADDRESS: "WebSocket-Verbindungen von einer Adresse.",
    SLOW_READER_BYTES:
      "Ungelesene Bytes, über denen eine Verbindung nichts mehr bekommt und geschlossen wird, wenn sie nicht aufholt.",
    SLOW_READER_GRACE: "Wie lange ein langsamer Leser zum Aufholen brauchen darf.",
    BODY_TIMEOUT: "Wie lange der Inhalt einer Anfrage brauchen darf, um anzukommen.",
    STOP_GRACE: "Wie lange das Anhalten dauern darf, bevor der Prozess auf jeden Fall endet.",
  },
  allowed: {
    "a whole number, {1} or more": "eine ganze Zahl ab {1}",
    "a whole number from {1} to {2}": "eine ganze Zahl von {1} bis {2}",
    "a text": "ein Text",
    "an http or https origin": "ein Ursprung mit http oder https",
    "origins": "Ursprünge",
    "IP addresses": "IP-Adressen",
  },
  units: {
    "bytes": "Bytes",
    "seconds": "Sekunden",
    "days": "Tage",
    "characters": "Zeichen",
    "events": "Ereignisse",
    "per second": "pro Sekunde",
    "a minute": "pro Minute",
  },
};
