/** The live stream of what one user can see; it comes back by itself after a break. */

const FIRST_WAIT = 400; // ms
const LONGEST_WAIT = 3000; // ms
const OUT_OF_SIGHT = 30_000; // ms; browsers allow six connections to a host, and tabs share them

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
  let unseen;

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

  /** A tab that nobody looks at leaves its connection to others, and reads again when seen. */
  function seen() {
    clearTimeout(unseen);
    if (document.hidden) {
      unseen = setTimeout(() => {
        clearTimeout(timer);
        source.close();
      }, OUT_OF_SIGHT);
    } else if (source.readyState === EventSource.CLOSED) {
      clearTimeout(timer);
      connect();
    }
  }

  connect();
  document.addEventListener("visibilitychange", seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    clearTimeout(unseen);
    clearTimeout(timer);
    source.close();
  };
}
