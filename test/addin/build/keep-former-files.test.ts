import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepFormerFiles } from '../../../addin/build/keep-former-files.ts'

const root = mkdtempSync(join(tmpdir(), 'moat-builds-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a page that was opened before an upgrade finds its parts for the next three builds, then they go', () => {
  const dist = join(root, 'dist')
  let bundles: readonly (readonly string[])[] = []
  const build = (...names: string[]) => {
    const folder = join(root, 'new')
    mkdirSync(join(folder, 'bundle'), { recursive: true })
    for (const name of names) writeFileSync(join(folder, 'bundle', name), `${name} of ${names.join()}`)
    bundles = keepFormerFiles(dist, bundles, folder)
    rmSync(dist, { recursive: true, force: true })
    cpSync(folder, dist, { recursive: true })
    rmSync(folder, { recursive: true })
    return readdirSync(join(dist, 'bundle')).sort()
  }
  expect(build('same.js', 'a1.js', 'a1.js.br')).toEqual(['a1.js', 'a1.js.br', 'same.js'])
  expect(build('same.js', 'a2.js')).toEqual(['a1.js', 'a1.js.br', 'a2.js', 'same.js'])
  expect(readFileSync(join(dist, 'bundle/same.js'), 'utf8')).toBe('same.js of same.js,a2.js')
  expect(build('same.js', 'a3.js')).toEqual(['a1.js', 'a1.js.br', 'a2.js', 'a3.js', 'same.js'])
  expect(build('same.js', 'a4.js')).toEqual(['a1.js', 'a1.js.br', 'a2.js', 'a3.js', 'a4.js', 'same.js'])
  expect(build('same.js', 'a5.js')).toEqual(['a2.js', 'a3.js', 'a4.js', 'a5.js', 'same.js'])
})
