/** The live stream of what one user can see; it comes back by itself after a break. */

const FIRST_WAIT = 400; // ms
const LONGEST_WAIT = 3000; // ms

/**
 * @param {string} user
 * @param {Object} listeners
 * @param {(event: {type: string}) => void} listeners.event
 * @param {() => void} listeners.open the stream stands: read everything, for it tells news only
 * @param {() => void} listeners.away it broke; it is tried again until it is closed
 * @returns {() => void} close it
 */
export function follow(user, { event, open, away }) {
  let source;
  let timer;
  let wait = FIRST_WAIT;

  function connect() {
    source = new EventSource(`/sandbox/stream?user=${encodeURIComponent(user)}`);
    source.onopen = () => {
      wait = FIRST_WAIT;
      open();
    };
    source.onmessage = (message) => event(JSON.parse(message.data));
    source.onerror = () => {
      source.close();
      away();
      timer = setTimeout(connect, wait);
      wait = Math.min(LONGEST_WAIT, wait * 1.6);
    };
  }

  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
