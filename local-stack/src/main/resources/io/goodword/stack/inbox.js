// Fetches the list again when something new has come, without disturbing what is typed.
const list = document.getElementById('list');
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('list');
    if (fresh && fresh.dataset.newest !== list.dataset.newest) {
      list.dataset.newest = fresh.dataset.newest;
      list.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // the stack is being stopped or restarted: the next turn tries again
  }
}, 2000);
