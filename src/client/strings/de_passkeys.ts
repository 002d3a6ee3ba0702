/** What the page says about passkeys, and about a password that was forgotten. */
export const passkeys = {
  "Add a passkey": "Passkey hinzufügen",
  "Choose a new password. You are signed out everywhere else by it.":
    "Wähle ein neues Passwort. Überall sonst wirst du damit abgemeldet.",
  "An account without a password: your finger, your face or a PIN opens it on your devices.":
    "Ein Konto ohne Passwort: Dein Finger, dein Gesicht oder eine PIN öffnet es auf deinen Geräten.",
  "Continue with a passkey": "Weiter mit einem Passkey",
  "Keep it with a passkey": "Mit einem Passkey behalten",
  "Name of this passkey": "Name dieses Passkeys",
  "No passkey was used. Try again": "Es wurde kein Passkey benutzt. Versuche es noch einmal",
  "Or without a password: you then sign in by the lock of your device, a finger, your face or a PIN.":
    "Oder ohne Passwort: Dann meldest du dich mit der Sperre deines Geräts an, mit Finger, Gesicht oder PIN.",
  "Passkeys": "Passkeys",
  "Passkeys are made over HTTPS, or at localhost; this page is open by another address.":
    "Passkeys gibt es über HTTPS oder bei localhost; diese Seite ist unter einer anderen Adresse offen.",
  "Passkeys do not work here: {reason}": "Passkeys gehen hier nicht: {reason}",
  "Remove": "Entfernen",
  "Remove {name}": "{name} entfernen",
  "Rename": "Umbenennen",
  "Rename {name}": "{name} umbenennen",
  "Set a new password": "Neues Passwort setzen",
  "Set a password": "Passwort setzen",
  "Set the password": "Passwort setzen",
  "Sign in with a passkey": "Mit einem Passkey anmelden",
  "There is a passkey of yours on this device already": "Auf diesem Gerät ist schon ein Passkey von dir",
  "This is your only way to sign in: it stays until there is another one.":
    "Nur damit kannst du dich anmelden: Der Passkey bleibt, bis es noch einen Weg gibt.",
  "Who is signed in stays so when a passkey is removed:":
    "Wer angemeldet ist, bleibt es, auch wenn ein Passkey entfernt wird:",
  "With it you sign in where your passkeys are not at hand.":
    "Damit meldest du dich an, wo deine Passkeys nicht zur Hand sind.",
  "Without a password": "Ohne Passwort",
  "You are signed in by it here, and signed out everywhere else.":
    "Hier bist du damit angemeldet, überall sonst abgemeldet.",
  "You have no passkey yet": "Du hast noch keinen Passkey",
  "You sign in by the lock of your device: a finger, your face, a PIN. There is nothing to guess or to steal.":
    "Du meldest dich mit der Sperre deines Geräts an: Finger, Gesicht, PIN. Da gibt es nichts zu raten und nichts zu stehlen.",
  "Your password": "Dein Passwort",
  "for {site}": "für {site}",
  "last used: {day}": "zuletzt benutzt: {day}",
  "made: {day}": "angelegt: {day}",
  "not used yet": "noch nicht benutzt",
  "on your other devices, too": "auch auf deinen anderen Geräten",
};
