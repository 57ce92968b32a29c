import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { officeFolder, officePackage } from './office-package.ts'

/**
 * What office.js loads beside itself in the Excels that know shared runtimes (Windows, Mac, web), and outside Office
 * (the mapping table, without which it never gets ready; it tries to frame a page of Microsoft's, which the policy of
 * the task pane refuses). Not copied: telemetry/ and ariatelemetry/, which would report to Microsoft (office.js does
 * without them), and webauth/, which only Microsoft's own sign-in needs.
 */
const files = [
  'office.js',
  'excel-win32-16.01.js',
  'excel-win32-16.00.js',
  'excel-mac-16.00.js',
  'excel-web-16.00.js',
  'o15apptofilemappingtable.js',
]

/** Copies Microsoft's library from its npm package into a build, under a folder named for its version. */
export function copyOffice(dist: string): void {
  const from = join(officePackage, 'dist')
  const locales = supportedLocales(readFileSync(join(from, 'office.js'), 'utf8'))
  for (const name of [...files, ...locales.map(locale => `${locale}/office_strings.js`)]) {
    const to = join(dist, officeFolder, name)
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(from, name), to)
  }
  cpSync(join(officePackage, 'LICENSE.md'), join(dist, officeFolder, 'LICENSE.txt'))
}

/** The languages that office.js asks for the words of; it falls back to these itself. */
function supportedLocales(office: string): readonly string[] {
  const list = /SupportedLocales=(\{"[^}]+\})/.exec(office)?.[1]?.match(/[a-z]+(?:-[a-z]+)+/g)
  if (!list?.includes('en-us'))
    throw new Error(
      'Copying office.js: it names no list of languages in the form known here; see addin/build/copy-office.ts',
    )
  return list
}
