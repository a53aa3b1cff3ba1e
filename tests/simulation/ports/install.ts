import { installChannel } from './channel';
import { installCipher } from './cipher';
import { installTasks } from './tasks';
import { installTime } from './time';

// Before the app’s own modules are loaded: from here on nothing outside a run is left to chance.
installTasks();
installTime();
installCipher();
installChannel();
// Libraries chat about reconnecting, which is what these runs make them do all day.
console.debug = console.warn = () => undefined;
