import { spawn, spawnSync } from 'node:child_process'

/** How to begin a network of its own, as root or as anybody; undefined: not on this system. */
const enter = (
  [
    ['unshare', '-n'],
    ['unshare', '-rn'],
  ] as const
).find(([command, flag]) => spawnSync(command, [flag, 'sh', '-c', 'ip link set lo up']).status === 0)

export const canBeWithoutRoute = enter !== undefined
if (!enter)
  console.warn('Tests without a route are skipped: this system begins no network namespace (unshare, ip; Linux only).')

export interface Ended {
  readonly status: number | null
  readonly output: string
  readonly errors: string
}

/** Runs a program of Node where there is no network but the machine itself. */
export async function withoutRoute(
  args: readonly string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string | undefined>> },
): Promise<Ended> {
  const [command, flag] = enter ?? ['unshare', '-n']
  const script = 'ip link set lo up && exec "$@"'
  const child = spawn(command, [flag, 'sh', '-c', script, 'sh', process.execPath, ...args], {
    cwd,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    errors += text
  })
  const status = await new Promise<number | null>(resolve => child.once('close', resolve))
  return { status, output, errors }
}
