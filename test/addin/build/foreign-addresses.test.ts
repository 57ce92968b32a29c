import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildInto } from '../../../addin/build/build-pages.ts'

const dist = fileURLToPath(new URL('../../../addin/dist', import.meta.url))
let store: string
beforeAll(async () => {
  store = mkdtempSync(join(tmpdir(), 'moat-store-'))
  await buildInto(store, 'microsoft')
})
afterAll(() => rmSync(store, { recursive: true, force: true }))

/** Names of formats that look like addresses and are never asked for anything. */
const namespaces =
  /^http:\/\/(?:www\.w3\.org|schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.org\/dc|purl\.oclc\.org\/ooxml|www\.wps\.cn\/officeDocument)\//

/** Every address of a host with a dot in what a build serves, Microsoft's own files apart, with the file it stands in. */
function addressesIn(folder: string): { readonly file: string; readonly address: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(?:html|js|css|json|svg)$/.test(name) && !name.startsWith('office'))
    .flatMap(file =>
      (readFileSync(join(folder, file), 'utf8').match(/(?:https?|wss?):\/\/[\w*-]+\.[^\s"'`<>)\\]*/g) ?? [])
        .filter(address => !namespaces.test(address))
        .map(address => ({ file, address })),
    )
}

test('the private build names no foreign address at all', () => {
  expect(addressesIn(dist)).toEqual([])
  expect(readFileSync(join(dist, 'taskpane.html'), 'utf8')).toMatch(
    /<script src="\/addin\/office\/[\d.]+\/office\.js">/,
  )
})

test('the store build names Microsoft’s office.js in the task pane, and nothing else', () => {
  expect(addressesIn(store)).toEqual([
    { file: 'taskpane.html', address: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js' },
  ])
  expect(readdirSync(store)).not.toContain('office')
})

test('pages hold no script and no style of their own, which their policy would not run', () => {
  for (const folder of [dist, store])
    for (const name of ['index.html', 'taskpane.html', 'help.html']) {
      const html = readFileSync(join(folder, name), 'utf8')
      expect([name, html.match(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/g)]).toEqual([name, null])
    }
})

test('the web page never loads office.js, which would break history and dialogs outside Office', () => {
  expect(readFileSync(join(dist, 'index.html'), 'utf8')).not.toContain('office')
})
