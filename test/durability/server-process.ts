import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const script = new URL('../support/server-when-told.ts', import.meta.url).pathname

export interface LoadedServer {
  /** Opens the database and listens; answers where. */
  readonly listen: () => Promise<string>
  /** SIGKILL: no handler runs, nothing is flushed. */
  readonly kill: () => Promise<void>
}

/** A server process that has loaded its modules, so that a kill costs no second of starting anew. */
export function loadedServer(environment: Readonly<Record<string, string>>): LoadedServer {
  const child = spawn(process.execPath, [script, JSON.stringify(environment)], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'moat-test-compile-cache') },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const said = saying(child)
  return {
    listen: async () => {
      await said('LOADED\n')
      child.stdin?.write('go\n')
      return (/LISTENING (\S+)\n/.exec(await said(/LISTENING \S+\n/)) ?? [])[1] ?? ''
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Resolves with all that a process said, as soon as it says something; rejects where it ends before. */
export function saying(child: ChildProcess): (what: string | RegExp) => Promise<string> {
  let heard = ''
  let changed = Promise.withResolvers<void>()
  let ended = false
  const wake = () => {
    changed.resolve()
    changed = Promise.withResolvers()
  }
  child.stdout?.setEncoding('utf8').on('data', text => {
    heard += text
    wake()
  })
  child.once('exit', () => {
    ended = true
    wake()
  })
  return async what => {
    while (!(typeof what === 'string' ? heard.includes(what) : what.test(heard))) {
      if (ended) throw new Error(`The process ended without saying ${what}; it said: ${heard}`)
      await changed.promise
    }
    return heard
  }
}
