/** A service worker that has to load first does not hold a reload up longer. */
const patienceMs = 3_000;

/** Reloads into the newest version: a service worker looks for it first, and one that waits is told to take over (Workbox' `SKIP_WAITING`). */
export async function reloadPage(): Promise<void> {
  try {
    const late = new Promise((resolve) => setTimeout(resolve, patienceMs));
    await Promise.race([takeNewWorker(), late]);
  } finally {
    location.reload();
  }
}

async function takeNewWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update();
  registration?.waiting?.postMessage({ type: "SKIP_WAITING" });
}
