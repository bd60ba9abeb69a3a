// Loaded before Microsoft's client: it listens on this machine alone, and ends with whoever began it.
"use strict";
const { Server } = require("node:net");

const HOST = "127.0.0.1";
const listen = Server.prototype.listen;

Server.prototype.listen = function (...how) {
  const [first] = how;
  if (first !== null && typeof first === "object") {
    return listen.call(this, { ...first, host: HOST }, ...how.slice(1));
  }
  const answer = how.find((one) => typeof one === "function");
  return listen.call(this, { port: first ?? 0, host: HOST }, ...(answer ? [answer] : []));
};

process.stdin.on("end", () => process.exit(0)).resume();
