import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { deployedManifest, developmentOrigin } from '../../../addin/build/manifest/deployed-manifest.ts'
import { lintManifest } from '../../../addin/build/manifest/lint-manifest.ts'
import { commandIds } from '../../../addin/commands/command-ids.ts'

const manifest = readFileSync(new URL('../../../manifest.xml', import.meta.url), 'utf8')
const idOf = (xml: string) => /<Id>(.*)<\/Id>/.exec(xml)?.[1]
const writer = fileURLToPath(new URL('../../../addin/build/write-manifest.ts', import.meta.url))

test('the manifest of a deployment names its server and no other, and has an id that stays', () => {
  const written = deployedManifest(manifest, 'https://moat.example.com')
  expect(written).not.toContain('localhost')
  expect(written.match(/https:\/\/moat\.example\.com/g)?.length).toBe(
    manifest.match(/https:\/\/localhost:4000/g)?.length,
  )
  expect(lintManifest(written, { commandIds: Object.keys(commandIds) })).toEqual([])
  expect(idOf(written)).toBe(idOf(deployedManifest(manifest, 'https://moat.example.com')))
  const ids = [
    manifest,
    written,
    deployedManifest(manifest, 'https://moat.example.org'),
    deployedManifest(manifest, 'https://moat.example.com:8443'),
    deployedManifest(manifest, 'https://moat.example.com', true),
  ].map(idOf)
  expect(new Set(ids).size).toBe(5)
  expect(deployedManifest(manifest, developmentOrigin)).toBe(manifest)
})

test.each([
  ['moat.example.com', false, /an origin looks like/],
  ['http://moat.example.com', false, /https only/],
  ['https://moat.example.com/addin/', false, /without a path: https:\/\/moat\.example\.com$/],
  ['https://MOAT.example.com', false, /without a path/],
  ['https://localhost:4000', true, /public name/],
  ['https://192.168.1.5', true, /public name/],
  ['https://[::1]:4000', true, /public name/],
])('for %s (store: %s) there is none, and it is said why', (origin, store, said) => {
  expect(() => deployedManifest(manifest, origin, store)).toThrow(said)
})

test('the command writes it to a file or to standard output, and fails with a sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moat-manifest-'))
  try {
    const run = (...words: string[]) => execFileSync(process.execPath, [writer, ...words], { encoding: 'utf8' })
    const out = join(folder, 'manifest.xml')
    const printed = run('--origin', 'https://moat.example.com')
    expect(run('--origin', 'https://moat.example.com', '--out', out)).toContain(
      'the add-in of https://moat.example.com',
    )
    expect(readFileSync(out, 'utf8')).toBe(printed)
    const refused = spawnSync(process.execPath, [writer, '--origin', 'http://moat.example.com'], { encoding: 'utf8' })
    expect([refused.status, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toContain('Office loads add-ins over https only')
    expect(spawnSync(process.execPath, [writer], { encoding: 'utf8' })).toMatchObject({ status: 2, stdout: '' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
