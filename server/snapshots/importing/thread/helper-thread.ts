import { parentPort } from 'node:worker_threads'
import { datasetOf } from '../../../datasets/datasets.ts'
import { csvRecords } from '../../reading/csv/csv-records.ts'
import { UnreadableSheet } from '../../reading/sheet.ts'
import type { FromHelper, ToHelper } from './helper-messages.ts'
import { readAnswers, storeAnswers } from './helper-tasks.ts'

/** The second thread of a large import: what it can work out ahead of the first, which has the connection. */
const port = parentPort
if (!port) throw new Error('The helper of an import runs as a worker thread only')

/** Answers that may wait to be taken: enough that neither thread waits for the other's odd ones, few for memory. */
const AHEAD = 4
let ahead = 0
let buffers: ArrayBuffer[] = []
let wake: () => void = () => undefined

port.on('message', (message: ToHelper) => {
  if (message.type === 'taken') {
    ahead--
    if (message.buffer) buffers.push(message.buffer)
    wake()
  } else void answer(message)
})

async function answer(task: Exclude<ToHelper, { type: 'taken' }>): Promise<void> {
  const send = (message: FromHelper, buffer?: ArrayBuffer) => port?.postMessage(message, buffer ? [buffer] : [])
  try {
    const takeBuffer = () => buffers.pop() ?? new ArrayBuffer(0)
    const answers =
      task.type === 'read'
        ? readAnswers(
            task,
            csvRecords(task.path, task.place.encoding, task.place.delimiter),
            datasetOf(task.dataset),
            takeBuffer,
          )
        : storeAnswers(task)
    for await (const answer of answers) {
      send(answer, 'packed' in answer ? answer.packed.buffer : undefined)
      ahead++
      while (ahead >= AHEAD) await new Promise<void>(resolve => (wake = resolve))
    }
    send({ type: 'end' })
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error))
    send({ type: 'failed', code: error instanceof UnreadableSheet ? error.code : null, message })
  } finally {
    buffers = []
  }
}
