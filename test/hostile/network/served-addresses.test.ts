import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { datasets } from '../../../server/datasets/datasets.ts'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { type TestServer, testServer } from '../../support/server.ts'
import { partsOf } from '../files/workbook-parts.ts'

/** A host that may stand in what is served, and why nothing is ever asked of it. */
type Explained = Readonly<Record<string, string>>

const everywhere: Explained = {
  'www.w3.org': 'names of XML formats',
  'schemas.openxmlformats.org': 'names of formats in workbooks',
  'schemas.microsoft.com': 'names of formats in workbooks',
  'purl.org': 'names of formats in workbooks',
  'purl.oclc.org': 'names of formats in workbooks',
  'www.wps.cn': 'name of a format that another office program writes',
  'en.wikipedia.org': 'link in GraphQL’s own description of Float',
  'commonmark.org': 'link in GraphQL’s own description of Markdown',
}

/** GraphiQL and the editor in it are served as their makers built them: their policy lets them connect to us only. */
const inGraphiql: Explained = {
  ...everywhere,
  'json-schema.org': 'names of versions of JSON Schema',
  'www.example.com': 'name of a schema that has none',
  'dummyhostname.com': 'base by which relative addresses are read',
  'github.com': 'where the source of a library is, in licences and messages',
  'code.visualstudio.com': 'link in a message of the editor',
  'microsoft.com': 'name in a licence of the editor',
  '24ways.org': 'source of a formula, in a comment of the editor',
  'lists.w3.org': 'source of key codes, in a comment of the editor',
  'www.rapidtables.com': 'source of a formula, in a comment of the editor',
  'prettier.io': 'link in a message',
  'radix-ui.com': 'link in a message',
  'react.dev': 'link in a message',
  'www.onegraph.com': 'link in a message',
  'yarnpkg.com': 'link in a message',
}

/** office.js is Microsoft’s file as it is; the policy of the task pane lets it connect to us only, and frame nothing. */
const inOffice: Explained = {
  ...everywhere,
  'alcdn.msauth.net': 'script for signing in at Microsoft, which we never call and the policy refuses',
  'telemetryservice.firstpartyapps.oaspapps.com': 'frame of Microsoft’s own add-ins, which the policy refuses',
  'document.localhost': 'this machine',
  'docs.microsoft.com': 'link in a message',
  'go.microsoft.com': 'link in a message',
  'support.microsoft.com': 'link in a message',
  'raw.githubusercontent.com': 'licence of a library',
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const ADDRESS = /(?:https?|wss?):\/\/((?:[a-z0-9-]+\.)+[a-z]{2,})[^\s"'`<>)\\]*/gi

let server: TestServer
let token: string
beforeAll(async () => {
  server = await testServer()
  token = (await server.organization('North', 'OWNER')).tokens.OWNER
  for (const [dataset, csv] of Object.entries(sampleSheets)) await server.upload(token, dataset, csv)
})
afterAll(() => server[Symbol.asyncDispose]())

const get = async (path: string, accept = '*/*') => {
  const response = await fetch(`${server.address}${path}`, { headers: { accept, authorization: `Bearer ${token}` } })
  expect([path, response.status]).toEqual([path, 200])
  return Buffer.from(await response.arrayBuffer())
}
const unexplained = (text: string, explained: Explained) =>
  [...text.matchAll(ADDRESS)].flatMap(([address, host = '']) =>
    Object.hasOwn(explained, host.toLowerCase()) || host.endsWith('.example') ? [] : [address],
  )

test('every page and file of the build names only addresses that are explained', async () => {
  const dist = `${root}addin/dist`
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(
    name => /\.(?:html|js|css|json|svg)$/.test(name) && name !== 'build.json',
  )
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) {
    const text = (await get(`/addin/${name}`)).toString('utf8')
    expect([name, unexplained(text, name.startsWith('office') ? inOffice : everywhere)]).toEqual([name, []])
  }
})

test('GraphiQL as it is served names only addresses that are explained', async () => {
  const paths = [
    'page.js',
    'page.css',
    'graphiql.js',
    'graphiql.css',
    'editor.worker.js',
    'json.worker.js',
    'graphql.worker.js',
  ]
  const page = (await get('/graphql', 'text/html')).toString('utf8')
  expect(unexplained(page, everywhere)).toEqual([])
  for (const name of paths) {
    const text = (await get(`/graphql/assets/${name}`)).toString('utf8')
    expect([name, unexplained(text, name.startsWith('page') ? everywhere : inGraphiql)]).toEqual([name, []])
  }
})

test('nothing that is served loads a script, style, font or image from an address without its own host', async () => {
  for (const path of ['/', '/graphql', '/addin/taskpane.html', '/addin/help.html']) {
    const html = (await get(path, 'text/html')).toString('utf8')
    for (const [, target = ''] of html.matchAll(/(?:src|href|action|srcset)="([^"]*)"/g))
      expect([path, target]).toEqual([path, expect.stringMatching(/^(?:\/(?!\/)|#|data:|\.?\w[\w./-]*$)/)])
    expect(html).not.toMatch(/@import|url\(\s*["']?(?:https?:)?\/\//)
  }
})

test('answers, templates and exports name only addresses that are explained', async () => {
  const ask = (query: string, variables = {}) => server.ask(token, query, variables)
  const query = { metrics: ['revenue'], groupBy: ['CLIENT'], period: { named: 'ALL' } }
  const answers = [
    await ask(getIntrospectionQuery()),
    await ask('query ($query: MetricQuery!) { metrics(query: $query) { flatRows query } }', { query }),
    await ask(
      '{ datasets { name description columns { name description aliases } } metricCatalog { key description } }',
    ),
    await ask('{ ask(question: "Which clients had the most revenue?") { text } }'),
    await ask('{ nothing }'),
  ]
  for (const answer of answers) expect(unexplained(JSON.stringify(answer), everywhere)).toEqual([])
  const paths = datasets.flatMap(({ name }) => [`/templates/${name}.csv`, `/templates/${name}.xlsx`])
  for (const path of [...paths, '/audit/export.csv', '/audit/export.json', '/audit/export.xlsx']) {
    const bytes = await get(path)
    const text = path.endsWith('.xlsx') ? [...partsOf(bytes).values()].join('\n') : bytes.toString('utf8')
    expect([path, unexplained(text, everywhere)]).toEqual([path, []])
  }
})
