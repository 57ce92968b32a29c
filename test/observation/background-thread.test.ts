import { getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

const [background, os, workers, fs] = [
  new URL('../../server/observation/background-thread.ts', import.meta.url).href,
  ...['node:os', 'node:worker_threads', 'node:fs'],
]
/** What a thread says of its own priority. */
const own = "os.getPriority(Number(fs.readlinkSync('/proc/thread-self').split('/')[2]))"
const modules = `Promise.all([${[background, os, workers, fs].map(name => `import('${name}')`).join(', ')}])`
/** Goes to the background and says its priority, then that of a thread it starts. */
const program = `${modules}.then(([{ goToBackground }, os, { Worker, parentPort }, fs]) => {
  const before = ${own}
  goToBackground()
  const started = new Worker("const os = require('os'), fs = require('fs'); require('worker_threads').parentPort.postMessage(${own})", { eval: true })
  started.on('message', itsOwn => parentPort.postMessage([before, ${own}, itsOwn]))
})`

test.runIf(process.platform === 'linux')(
  'a thread that goes to the background goes behind the others of its process, and so do those that it starts',
  async () => {
    const before = getPriority(process.pid)
    const worker = new Worker(program, { eval: true })
    const [first, then, ofStarted] = await new Promise<number[]>((resolve, reject) => {
      worker.on('message', resolve)
      worker.on('error', reject)
    })
    await worker.terminate()
    expect(first).toBe(before)
    expect(then).toBeGreaterThan(before)
    expect(ofStarted).toBe(then)
    // The thread that answers requests is as it was.
    expect(getPriority(process.pid)).toBe(before)
  },
)
