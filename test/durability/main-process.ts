import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { saying } from './server-process.ts'

const main = new URL('../../server/main.ts', import.meta.url).pathname

export interface MainProcess {
  readonly address: string
  readonly child: ChildProcess
  /** Ends it by a signal; answers its exit status. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

export interface AsWhom {
  readonly uid?: number
  readonly gid?: number
  readonly umask?: string
}

/** What `npm start` runs, on a free port. Rejects with what it said when it does not start. */
export async function mainProcess(
  environment: Readonly<Record<string, string>>,
  as: AsWhom = {},
): Promise<MainProcess> {
  const { umask = '022', ...who } = as
  const command = `umask ${umask}; exec "$0" "$1"`
  const child = spawn('/bin/sh', ['-c', command, process.execPath, main], {
    ...{ env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
    ...who,
  })
  let complained = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    complained += text
  })
  const exited = once(child, 'exit') as Promise<[number | null]>
  const said = saying(child)
  const heard = await said(/listens on \S+/).catch(async () => {
    const [status] = await exited
    throw new Error(`status ${status}: ${complained}`)
  })
  const address = /listens on (\S+)\/graphql/.exec(heard)?.[1] ?? ''
  return {
    ...{ address, child },
    end: async signal => {
      child.kill(signal)
      return (await exited)[0]
    },
  }
}
