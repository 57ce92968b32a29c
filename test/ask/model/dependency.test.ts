import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'))
const lock: Record<
  string,
  { version: string; os?: string[]; cpu?: string[]; optional?: boolean; optionalDependencies?: object }
> = read('package-lock.json').packages

const builds = Object.keys(lock['node_modules/node-llama-cpp']?.optionalDependencies ?? {})

/** Kept by hand: a lock file that npm writes anew brings half a gigabyte more. */
test('npm installs the build for the processor, and none for graphics cards', () => {
  expect(builds.length).toBeGreaterThan(10)
  for (const name of builds) {
    const entry = lock[`node_modules/${name}`]
    expect(entry?.optional, name).toBe(true)
    expect(entry?.version, name).toBe(lock['node_modules/node-llama-cpp']?.version)
    if (/cuda|vulkan/.test(name)) expect(entry?.os, name).toEqual(['none'])
    else expect([entry?.os?.length, entry?.cpu?.length], name).toEqual([1, 1])
  }
})

test('the library is optional, and builds and downloads nothing at install', () => {
  const { dependencies, optionalDependencies, allowScripts } = read('package.json')
  expect(dependencies['node-llama-cpp']).toBeUndefined()
  expect(optionalDependencies['node-llama-cpp']).toBe(lock['node_modules/node-llama-cpp']?.version)
  expect(allowScripts['node-llama-cpp']).toBe(false)
})
