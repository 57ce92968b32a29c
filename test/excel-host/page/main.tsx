import wasm from '@ironcalc/wasm/wasm_bg.wasm?url'
import { render } from 'preact'
import { loadIronCalc } from '../model/calculation/ironcalc.ts'
import { newBook } from './book.ts'
import { HostPage } from './host-page.tsx'
import { hostSettings } from './host-settings.ts'
import { readManifest } from './read-manifest.ts'

const root = document.getElementById('root')
if (!root) throw new Error('Opening the spreadsheet: the page has no element #root.')
const [settings, code] = await Promise.all([hostSettings(), fetch(wasm).then(response => response.arrayBuffer())])
loadIronCalc(code)
const book = newBook(settings.samples)
render(<HostPage book={book} settings={settings} ribbon={readManifest(settings.manifest)} />, root)
