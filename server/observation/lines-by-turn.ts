import type { DestinationStream } from 'pino'

/** pino's number of a warning. */
const WARNING = 40

/**
 * Where the lines of one turn of the event loop are written together: a write for each took a twentieth of a request
 * whose answer is known. With a warning, and when the process ends, nothing waits.
 */
export function linesByTurn(out: { write(lines: string): unknown }): DestinationStream {
  let waiting = ''
  const send = () => {
    const lines = waiting
    waiting = ''
    if (lines !== '') out.write(lines)
  }
  process.once('exit', send)
  const destination = {
    // Asks pino to say the level of each line before it is written.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write: (line: string) => {
      if (waiting === '') setImmediate(send)
      waiting += line
      if (destination.lastLevel >= WARNING) send()
    },
  }
  return destination
}
