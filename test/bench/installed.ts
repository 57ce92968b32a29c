import { spawnSync } from 'node:child_process'

/** What a program prints with these arguments, on one line; null when it is not installed or fails. */
export function installed(command: string, ...args: string[]): string | null {
  const result = spawnSync(command, args, { encoding: 'utf8' })
  return result.status === 0 ? result.stdout.trim().replaceAll(/\s+/g, ' ') : null
}

/** Debian's Python first: it is the one that has Debian's pandas. */
export const python = '/usr/bin/python3'

export const pythonModules = (...names: string[]): string | null =>
  installed(
    python,
    '-c',
    `import ${names.join(', ')}; print(${names.map(name => `"${name}", ${name}.__version__`).join(', ')})`,
  )
