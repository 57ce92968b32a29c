import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lintManifest } from '../../../addin/build/manifest/lint-manifest.ts'
import { commandIds } from '../../../addin/commands/command-ids.ts'

const manifest = readFileSync(new URL('../../../manifest.xml', import.meta.url), 'utf8')
const code = { commandIds: Object.keys(commandIds) }
const lint = (xml: string) => lintManifest(xml, code)

test('the manifest has nothing wrong', () => {
  expect(lint(manifest)).toEqual([])
})

/** What goes wrong in practice: [text of the manifest, what becomes of it, what is said]. */
const mistakes: Readonly<Record<string, readonly [from: string | RegExp, to: string, said: RegExp]>> = {
  'an id that is no GUID': [/<Id>.*<\/Id>/, '<Id>moatmetrics</Id>', /Id is not a GUID: "moatmetrics"/],
  'a version of three parts': ['<Version>1.0.0.0', '<Version>1.0.0', /Version must have four parts/],
  'a version below 1': ['<Version>1.0.0.0', '<Version>0.1.0.0', /Version must have four parts/],
  'another host': ['<Host Name="Workbook"', '<Host Name="Document"', /Host is not Workbook: "Document"/],
  'an address without TLS': [
    'Pane.Url" DefaultValue="https:',
    'Pane.Url" DefaultValue="http:',
    /https addresses only: http:\/\/localhost/,
  ],
  'an address of another server': [
    'Help.Url" DefaultValue="https://localhost:4000',
    'Help.Url" DefaultValue="https://help.example',
    /several servers: .*https:\/\/help\.example/,
  ],
  'a domain without its port': [
    '<AppDomain>https://localhost:4000',
    '<AppDomain>https://localhost',
    /AppDomains lacks/,
  ],
  'a domain with a path': ['localhost:4000</AppDomain>', 'localhost:4000/addin/</AppDomain>', /AppDomains lacks/],
  'two parts swapped': [
    /(<IconUrl [^>]*>)\s*(<HighResolutionIconUrl [^>]*>)/,
    '$2$1',
    /Line \d+: IconUrl comes too late in OfficeApp/,
  ],
  'the label of a tab before its groups': [
    /<CustomTab id="Moat.Tab">([\s\S]*?)<Label resid="Tab.Label" \/>/,
    '<CustomTab id="Moat.Tab"><Label resid="Tab.Label" />$1',
    /Group comes too late in CustomTab/,
  ],
  'an action before the icon': [
    /(<Icon>(?:(?!<\/Icon>)[\s\S])*<\/Icon>)\s*(<Action [\s\S]*?<\/Action>)/,
    '$2$1',
    /Icon comes too late in Control/,
  ],
  'an element that does not belong': [
    '<Runtimes>',
    '<Requirements></Requirements><Runtimes>',
    /does not belong into Host/,
  ],
  'two buttons of one id': ['id="Moat.OpenInsert"', 'id="Moat.OpenUpload"', /a second Control "Moat.OpenUpload"/],
  'a button without an id': [' id="Moat.OpenInsert"', '', /Control has no id/],
  'a resource that is not there': [
    '<FunctionFile resid="Pane.Url"',
    '<FunctionFile resid="Nothing"',
    /no bt:Url "Nothing"/,
  ],
  'a resource of the wrong kind': ['<Label resid="Tab.Label"', '<Label resid="Pane.Url"', /no bt:String "Pane.Url"/],
  'a resource given twice': [' id="OpenInsert.Tip"', ' id="OpenUpload.Tip"', /a second resource "OpenUpload.Tip"/],
  'a resource nobody uses': [
    '<bt:Urls>',
    '<bt:Urls><bt:Url id="Old.Url" DefaultValue="https://localhost:4000/" />',
    /nothing uses the resource "Old.Url"/,
  ],
  'a resource id too long': [/OpenInsert\.Tip/g, `OpenInsert.Tip${'x'.repeat(30)}`, /longer than 32/],
  'a label too long': [
    /(id="OpenInsert.Label" DefaultValue=")/,
    `$1${'x'.repeat(126)}`,
    /"OpenInsert.Label" must have 1 to 125/,
  ],
  'an empty tip': [/(id="OpenInsert.Tip" DefaultValue=")[^"]*/, '$1', /"OpenInsert.Tip" must have 1 to 250/],
  'an icon without its largest size': [/<bt:Image size="80" [^>]*>/, '', /lacks size 80/],
  'an icon of a size that Office has not': ['<bt:Image size="16"', '<bt:Image size="17"', /no icons of size 17/],
  'two runtimes': [
    '</Runtimes>',
    '<Runtime resid="Help.Url" lifetime="long" /></Runtimes>',
    /one Runtime of lifetime long: found 2/,
  ],
  'a runtime that ends': ['lifetime="long"', 'lifetime="short"', /one Runtime of lifetime long: found 0/],
  'commands on a page of their own': [
    '<FunctionFile resid="Pane.Url"',
    '<FunctionFile resid="Help.Url"',
    /FunctionFile names Help.Url, the Runtime Pane.Url/,
  ],
  'functions on a page of their own': [
    /(<Page>\s*<SourceLocation resid=")Pane.Url/,
    '$1Help.Url',
    /SourceLocation names Help.Url/,
  ],
  'a button with a page of its own': [
    /<Action xsi:type="ExecuteFunction">\s*<FunctionName>openPane<\/FunctionName>/,
    '<Action xsi:type="ShowTaskpane"><TaskpaneId>Own</TaskpaneId><SourceLocation resid="Help.Url" />',
    /SourceLocation names Help.Url[\s\S]*no TaskpaneId[\s\S]*No button calls the command "openPane"/,
  ],
  'a pane that is not the runtime': [
    /(<SourceLocation DefaultValue="[^"]*)taskpane/,
    '$1pane',
    /The Runtime is at .*taskpane.html, DefaultSettings at .*\/pane.html/,
  ],
  'more requirements': [
    '</Sets>',
    '<Set Name="ExcelApi" MinVersion="1.14" /></Sets>',
    /nothing more: found "SharedRuntime 1.1, ExcelApi 1.14"/,
  ],
  'a button that calls nothing': ['<FunctionName>openUpload', '<FunctionName>upload', /no command is called "upload"/],
  'a command without a button': [
    /<Control xsi:type="Button" id="Moat.RefreshAll">[\s\S]*?<\/Control>/,
    '',
    /No button calls the command "refreshAll"/,
  ],
  'a namespace with a blank': ['DefaultValue="MOAT"', 'DefaultValue="MOAT METRICS"', /not a namespace of functions/],
}

describe('the lint catches', () => {
  for (const [name, [from, to, said]] of Object.entries(mistakes))
    test(name, () => {
      const wrong = manifest.replace(from, to)
      expect(wrong).not.toBe(manifest)
      expect(lint(wrong).join('\n')).toMatch(said)
    })

  test('XML that is not well formed, and says where', () => {
    const broken = {
      'a tag left open': [manifest.replace('</Sets>', ''), /line 3\d: <\/Requirements> closes <Sets>/],
      'an attribute without quotes': [
        manifest.replace('Name="Workbook"', 'Name=Workbook'),
        /line 2\d: a tag that is not/,
      ],
      'a second document': [`${manifest}<OfficeApp></OfficeApp>`, /a second document/],
      'half a document': [manifest.slice(0, manifest.indexOf('<Resources>')), /<VersionOverrides> is never closed/],
      nothing: ['', /there is no element/],
    } as const
    for (const [xml, said] of Object.values(broken)) expect(() => lint(xml)).toThrow(said)
  })
})
