// Stands between somebody and a server on this machine, and counts the bytes that go by as they are on the line.
import http from "node:http";

/** @typedef {{ requests: number, sent: number, received: number, headers: number }} Bytes bodies, and headers both ways */

/** @type {Bytes} */
const NOTHING = { requests: 0, sent: 0, received: 0, headers: 0 };

/** How long a head is on the line: its first line, its headers, and an empty line. @param {string} first @param {readonly string[]} raw */
function headLength(first, raw) {
  // Of each header a name and a value, with a colon, a space and an end of line between them all.
  return first.length + 2 + raw.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 0) + 2;
}

/**
 * Begins to count for one server.
 * @param {string} origin
 * @param {(method: string) => Promise<void>} [onAnswer] called when the server has answered, before the answer goes on
 * @returns {Promise<{ through: string, count: () => Bytes, stop: () => void }>} `through`: where to send what is to be counted;
 *   `count`: what went by since it was asked last
 */
export async function startCounting(origin, onAnswer = async () => {}) {
  const { host, port } = new URL(origin);
  const agent = new http.Agent({ keepAlive: true });
  let counted = { ...NOTHING };
  const server = http.createServer((request, response) => {
    const { method = "", url, rawHeaders } = request;
    counted.requests += 1;
    counted.headers += headLength(`${method} ${url} HTTP/1.1`, rawHeaders);
    const headers = { ...request.headers, host };
    const forward = http.request(
      { agent, host: "127.0.0.1", port, method, path: url, headers },
      async (answer) => {
        await onAnswer(method);
        const { statusCode = 0, statusMessage = "" } = answer;
        counted.headers += headLength(`HTTP/1.1 ${statusCode} ${statusMessage}`, answer.rawHeaders);
        response.writeHead(statusCode, answer.headers);
        answer.on("data", (chunk) => {
          counted.received += chunk.length;
        });
        answer.pipe(response);
      },
    );
    forward.on("error", () => response.destroy());
    request.on("data", (chunk) => {
      counted.sent += chunk.length;
    });
    request.pipe(forward);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("There is a port where a server listens.");
  return {
    through: `http://127.0.0.1:${address.port}`,
    count() {
      const since = counted;
      counted = { ...NOTHING };
      return since;
    },
    stop() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
