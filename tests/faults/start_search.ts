/** Searches once, so that the server's threads for it have their files open before files are counted. */
export async function startSearch(url: string, token?: string): Promise<void> {
  const headers = { Authorization: `Bearer ${token ?? await signIn(url)}` };
  const answer = await fetch(`${url}/api/search?q=anything`, { headers });
  if (!answer.ok) throw new Error(`The search was answered ${answer.status}: ${await answer.text()}`);
  await answer.body?.cancel();
}

async function signIn(url: string): Promise<string> {
  const body = JSON.stringify({ username: "searcher" });
  const answer = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  });
  return (await answer.json()).session;
}
