// Takes what `trueslate watch --webhook` sends, checks that it is genuine, and prints one line a delivery.
//
//     TRUESLATE_WEBHOOK_SECRET=… PORT=8080 node webhook-receiver.mjs
//
// Put it behind your web server for https. Needs Node alone.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env.TRUESLATE_WEBHOOK_SECRET;
if (!secret) throw new Error('TRUESLATE_WEBHOOK_SECRET is not set');

/** Seconds that a message may be old: whoever recorded one cannot send it again next week. Both clocks must be right. */
const freshness = 300;

/** Bytes; a message has a few thousand. */
const longest = 1 << 20;

/** Ids of messages that were taken. A message whose answer was lost comes again, with the same id; yours belongs into a database. */
const taken = new Set();

/** True where the sender knows the secret, and has sent this now. */
function isGenuine(headers, body) {
  const timestamp = headers['trueslate-timestamp'] ?? '';
  if (!/^\d+$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > freshness) return false;
  // Over the bytes as they came: JSON that was parsed and written again may differ.
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  const given = /^v1=([0-9a-f]{64})$/.exec(headers['trueslate-signature'] ?? '')?.[1];
  // Takes the same time wherever the two differ, so that nobody can guess a signature byte by byte.
  return given !== undefined && timingSafeEqual(Buffer.from(given, 'hex'), expected);
}

const server = createServer(async (request, response) => {
  const parts = [];
  let length = 0;
  try {
    for await (const part of request) {
      length += part.length;
      if (length > longest) return response.writeHead(413).end();
      parts.push(part);
    }
  } catch {
    return; // The sender went away; it comes again.
  }
  const body = Buffer.concat(parts);
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  const message = JSON.parse(body.toString('utf8'));
  if (!taken.has(message.id)) {
    taken.add(message.id);
    const { delivery, status, exitCode, headline, sentence } = message;
    console.log(JSON.stringify({ delivery, status, exitCode, says: headline ?? sentence }));
  }
  response.writeHead(204).end();
});

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
