import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { developmentCertificates } from '../../../server/commands/development-certificates.ts'
import { BadConfiguration, readConfig } from '../../../server/config.ts'
import { startServer } from '../../../server/http/start-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'moat-https-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const certificates = join(folder, 'certificates')
const config = (environment: Record<string, string>) =>
  readConfig({ DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent', ...environment })

test('with the certificates that are made for development the server answers https as localhost, to who trusts them', async () => {
  const made = await developmentCertificates(certificates, Date.now())
  expect(made.made).toBe(true)
  expect(statSync(made.key).mode & 0o777).toBe(0o600)
  const { address, stop } = await startServer(config({ TLS_CERT_FILE: made.certificate, TLS_KEY_FILE: made.key }))
  try {
    expect(address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const ask = (host: string, ca?: Buffer) =>
      new Promise<number>((resolve, reject) => {
        const port = new URL(address).port
        get(`https://${host}:${port}/health`, { ...(ca ? { ca } : {}), family: 4 }, answer => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        }).on('error', reject)
      })
    const authority = readFileSync(made.authority)
    expect(await ask('localhost', authority)).toBe(200)
    expect(await ask('127.0.0.1', authority)).toBe(200)
    await expect(ask('localhost')).rejects.toThrow(/self.signed|unable to (?:verify|get)/i)
  } finally {
    await stop()
  }
})

test('good certificates are kept, those that end within two weeks are made anew', async () => {
  const first = await developmentCertificates(certificates, Date.now())
  expect(first.made).toBe(false)
  const later = await developmentCertificates(certificates, Date.parse(first.validUntil) - 13 * 86_400_000)
  expect(later.made).toBe(true)
})

test('certificates that cannot be used stop the server before it opens anything, and it is said which', async () => {
  const { certificate, key } = await developmentCertificates(certificates, Date.now())
  const other = (await developmentCertificates(join(folder, 'other'), Date.now())).key
  const noPem = join(folder, 'notes.pem')
  writeFileSync(noPem, 'not a certificate')
  const problem = (cert: string, keyFile: string) =>
    startServer(config({ TLS_CERT_FILE: cert, TLS_KEY_FILE: keyFile })).then(
      () => 'started',
      error => (error instanceof BadConfiguration ? error.message : String(error)),
    )
  expect(await problem(join(folder, 'none.crt'), key)).toMatch(/TLS_CERT_FILE is ".*none\.crt": ENOENT/)
  expect(await problem(certificate, join(folder, 'none.key'))).toMatch(/TLS_KEY_FILE is ".*none\.key": ENOENT/)
  expect(await problem(noPem, key)).toMatch(/cannot be used.*both must be PEM/)
  expect(await problem(certificate, other)).toMatch(/cannot be used.*belong to one another/)
  expect(() => config({ TLS_CERT_FILE: certificate })).toThrow(/go together/)
})
