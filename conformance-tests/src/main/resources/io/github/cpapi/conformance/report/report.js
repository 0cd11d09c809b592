// Shows the clauses that contain every typed word and have a chosen status; adds buttons that copy.
const search = document.querySelector('search');
const box = document.querySelector('#q');
const buttons = [...document.querySelectorAll('.filters button')];
const entries = [...document.querySelectorAll('.entry')];
const texts = entries.map(entry => entry.textContent.toLowerCase());

function filter() {
  const words = box.value.toLowerCase().split(/\s+/).filter(word => word);
  const statuses = buttons.filter(button => button.ariaPressed === 'true').map(button => button.dataset.status);
  let found = 0;
  entries.forEach((entry, i) => {
    entry.hidden = !statuses.includes(entry.dataset.status) || !words.every(word => texts[i].includes(word));
    found += entry.hidden ? 0 : 1;
  });
  document.querySelectorAll('.area').forEach(area => { area.hidden = !area.querySelector('.entry:not([hidden])'); });
  search.querySelector('output').textContent = found < entries.length ? `${found} of ${entries.length}` : '';
}

// A link to a clause that is filtered out shows all again.
function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.closest('[hidden]')) {
    box.value = '';
    buttons.forEach(button => { button.ariaPressed = 'true'; });
    filter();
    target.scrollIntoView();
  }
}

box.addEventListener('input', filter);
buttons.forEach(button => button.addEventListener('click', () => {
  button.ariaPressed = button.ariaPressed === 'true' ? 'false' : 'true';
  filter();
}));
addEventListener('hashchange', follow);
search.hidden = false;

document.querySelectorAll('.copy').forEach(copy => {
  const button = document.createElement('button');
  const line = copy.querySelector('pre');
  button.type = 'button';
  button.textContent = 'copy';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(line.textContent);
      button.textContent = 'copied';
    } catch {
      getSelection().selectAllChildren(line);
      button.textContent = 'selected';
    }
    setTimeout(() => { button.textContent = 'copy'; }, 1500);
  });
  copy.append(button);
});
