// Read before the page starts: while it is being changed, no service worker keeps an older one.
document.documentElement.dataset.dev = "";
navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((one) => one.unregister()));
export {};
