import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Folder of Microsoft's package, a development dependency. */
export const officePackage = fileURLToPath(new URL('../../node_modules/@microsoft/office-js', import.meta.url))

const { version } = JSON.parse(readFileSync(`${officePackage}/package.json`, 'utf8')) as { version: string }

/** Where the copy stands in a build: named for its version, so that browsers may keep it. */
export const officeFolder = `office/${version}`
