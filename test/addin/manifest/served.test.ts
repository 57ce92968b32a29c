import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deployedManifest, developmentOrigin } from '../../../addin/build/manifest/deployed-manifest.ts'
import { elementsNamed, readXml } from '../../../addin/build/manifest/read-xml.ts'
import { type TestServer, testServer } from '../../support/server.ts'

const xml = readFileSync(new URL('../../../manifest.xml', import.meta.url), 'utf8')
const manifest = readXml(xml)
const resources = (name: string) =>
  Object.fromEntries(
    elementsNamed(manifest, name).map(({ attributes }) => [attributes.id ?? '', attributes.DefaultValue ?? '']),
  )
const defaultOf = (name: string) => elementsNamed(manifest, name)[0]?.attributes.DefaultValue ?? ''

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

/** What the server answers at an address of the manifest. */
const fetched = (address: string) => fetch(address.replace(developmentOrigin, server.address))

test('every address in the manifest is served, as what it is said to be', async () => {
  const addresses = new Set(xml.match(/https:\/\/[^"<\s]+/g)?.map(each => each.replace(/[."]+$/, '')))
  addresses.delete(developmentOrigin)
  expect(addresses.size).toBeGreaterThan(30)
  for (const address of addresses) {
    const answer = await fetched(address)
    const type = { png: 'image/png', html: 'text/html', js: 'text/javascript', json: 'application/json' }
    const ending = /\.(\w+)$/.exec(address)?.[1] as keyof typeof type
    expect([address, answer.status]).toEqual([address, 200])
    expect([address, answer.headers.get('content-type')]).toEqual([address, expect.stringContaining(type[ending])])
    await answer.arrayBuffer()
  }
})

test('icons are PNGs of exactly the size they are listed with', async () => {
  const images = resources('bt:Image')
  const listed = elementsNamed(manifest, 'Icon').flatMap(icon =>
    icon.children.map(({ attributes }) => ({
      address: images[attributes.resid ?? ''] ?? '',
      size: Number(attributes.size),
    })),
  )
  listed.push({ address: defaultOf('IconUrl'), size: 32 }, { address: defaultOf('HighResolutionIconUrl'), size: 64 })
  const drawn = new Map<string, number>()
  for (const { address, size } of listed) {
    const png = Buffer.from(await (await fetched(address)).arrayBuffer())
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([address, png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([address, size, size])
    drawn.set(address, png.length)
  }
  // An icon that failed to be drawn is an empty square of some 100 bytes.
  expect(Math.min(...drawn.values())).toBeGreaterThan(150)
})

test('the script of the functions associates exactly the functions that the metadata describes', async () => {
  const urls = resources('bt:Url')
  const metadata = (await (await fetched(urls['Functions.Metadata.Url'] ?? '')).json()) as {
    functions: { id: string; description?: string; parameters: { name: string; description?: string }[] }[]
  }
  const associated: Record<string, unknown> = {}
  const script = await (await fetched(urls['Functions.Script.Url'] ?? '')).text()
  const CustomFunctions = {
    associate: (id: string, run: unknown) => {
      associated[id] = run
    },
  }
  runInContext(
    script,
    createContext({ CustomFunctions, AbortController, setTimeout, clearTimeout, reportError: () => {} }),
  )
  expect(Object.keys(associated)).toContain('METRIC')
  expect(Object.keys(associated).sort()).toEqual(metadata.functions.map(({ id }) => id).sort())
  expect(Object.values(associated).every(run => typeof run === 'function')).toBe(true)
  for (const { id, description, parameters } of metadata.functions)
    for (const text of [description, ...parameters.map(parameter => parameter.description)])
      expect([id, (text ?? '').length > 5]).toEqual([id, true])
})

test('the help page explains every button', async () => {
  const help = (await (await fetched(defaultOf('SupportUrl'))).text()).replaceAll(/\s+/g, ' ')
  const labels = resources('bt:String')
  for (const control of elementsNamed(manifest, 'Control')) {
    const label = labels[control.children.find(({ name }) => name === 'Label')?.attributes.resid ?? ''] ?? ''
    expect(help).toContain(label)
  }
})

test('a manifest written for this server names this server’s addresses', async () => {
  const written = deployedManifest(xml, 'https://moat.example.com')
  const pane = /SourceLocation DefaultValue="https:\/\/moat\.example\.com([^"]+)"/.exec(written)?.[1]
  const html = await (await fetch(server.address + pane)).text()
  expect(html).toContain('<meta name="moat-settings"')
  expect(html.indexOf('office.js')).toBeLessThan(html.indexOf('type="module"'))
})
