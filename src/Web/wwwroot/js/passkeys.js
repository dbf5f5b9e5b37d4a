// A device as a key: what only the browser can do. The server makes the questions and checks the answers.
import { fire, Late } from './events.js';
import { say } from './texts.js';

const canDo = () => !!globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON && isSecureContext;

async function post(path, element, fields) {
  const body = new FormData();
  const token = element.querySelector('input[name=__RequestVerificationToken]');
  body.append(token.name, token.value);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch('passkey/' + path, { method: 'POST', body });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  throw new Error(answer.status === 422 ? (await answer.json()).message : say('LoadAgain'));
}

// Who closes the browser's window has changed their mind: nothing to tell.
const told = fault => ['NotAllowedError', 'AbortError'].includes(fault.name) ? '' : fault.name === 'InvalidStateError' ? say('PasskeyThere') : fault.message;

class PasskeyDoor extends Late {
  attach() {
    const button = this.querySelector('button'), problem = this.querySelector('[role=alert]');
    if (!canDo()) return;
    this.hidden = false;
    button.addEventListener('click', async () => {
      button.disabled = true;
      problem.hidden = true;
      try {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post('request', this, {}));
        const credential = await navigator.credentials.get({ publicKey });
        await post('sign-in', this, { credential: JSON.stringify(credential) });
        location.assign(this.dataset.return);
      } catch (fault) {
        problem.textContent = told(fault);
        problem.hidden = !problem.textContent;
        button.disabled = false;
      }
    });
  }
}
customElements.define('passkey-door', PasskeyDoor);

class PasskeyMaker extends Late {
  attach() {
    const [name, password] = this.querySelectorAll('input[data-field]'), button = this.querySelector('button[data-make]');
    if (!canDo()) { fire(this, 'passkeymade', { problem: say('NoPasskeys') }); return; }
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post('options', this, { password: password.value }));
        const credential = await navigator.credentials.create({ publicKey });
        await post('add', this, { credential: JSON.stringify(credential), name: name.value });
        fire(this, 'passkeymade', { problem: '' });
      } catch (fault) {
        fire(this, 'passkeymade', { problem: told(fault) || say('NothingMade') });
      }
      button.disabled = false;
    });
  }
}
customElements.define('passkey-maker', PasskeyMaker);
