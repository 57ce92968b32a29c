import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deployedManifest } from '../../../addin/build/manifest/deployed-manifest.ts'

/** Microsoft's schemas are not ours to hand on. Where OFFICE_XSD names the folder of a copy, xmllint judges by them. */
const folder = process.env.OFFICE_XSD
const schema = `${folder}/OfficeAppManifestV1_1.xsd`
const xmllint = spawnSync('xmllint', ['--version']).status === 0
const missing =
  folder === undefined
    ? 'OFFICE_XSD does not name the folder of a copy'
    : !existsSync(schema)
      ? `there is no ${schema}`
      : xmllint
        ? null
        : 'no xmllint'
if (missing) console.warn(`The test of manifest.xml by Microsoft's schemas is skipped: ${missing}.`)

const judge = (input: string) =>
  spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], { input, encoding: 'utf8' })

test.skipIf(missing !== null)(
  'the manifest is valid by Microsoft’s schemas, as is one written for a deployment',
  () => {
    const manifest = readFileSync(new URL('../../../manifest.xml', import.meta.url), 'utf8')
    for (const xml of [manifest, deployedManifest(manifest, 'https://moat.example.com', true)])
      expect(judge(xml)).toMatchObject({ status: 0, stderr: '- validates\n' })
    expect(judge(manifest.replace('<Permissions>', '<Permission>')).status).not.toBe(0)
    expect(judge(manifest.replace('ReadWriteDocument', 'Everything')).status).not.toBe(0)
  },
)
