// The page's script: custom elements in, DOM events out. Starts the circuit when everything is registered.
import './events.js';
import './thread.js';
import './rows.js';
import './choices.js';
import './place.js';
import './composer.js';
import './bubbles.js';
import './templates.js';
import './mentions.js';
import './fields.js';
import './contacts.js';
import './passkeys.js';
import './dialogs.js';
import './menus.js';
import './keys.js';
import './presence.js';
import './alerts.js';
import './palette.js';
import './focus.js';
import './calls.js';
import './player.js';
import './uploads.js';
import './drops.js';
import { keepZone } from './shell.js';
import { options } from './reconnect.js';

if (keepZone()) Blazor.start(options); else location.reload();
