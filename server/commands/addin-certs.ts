import { join } from 'node:path'
import { BadConfiguration, processConfig } from '../config.ts'
import { ExpectedError } from '../errors.ts'
import { developmentCertificates } from './development-certificates.ts'
import { trustInstructions } from './trust-instructions.ts'

/** `npm run addin:certs`: certificates for https://localhost in the data directory. It trusts nothing by itself. */
try {
  const folder = join(processConfig().dataDir, 'certificates')
  const { authority, certificate, key, validUntil, made } = await developmentCertificates(folder, Date.now())
  const lines = [
    `${made ? 'Made' : 'Kept'} certificates for https://localhost, valid until ${validUntil}:`,
    `  TLS_CERT_FILE=${certificate}`,
    `  TLS_KEY_FILE=${key}`,
    '',
    'They are for trying out on this machine. Excel loads the add-in only once the machine trusts who signed them; that is',
    'yours to decide, so this command does not. The key of that authority was thrown away: it can sign nothing else.',
    '',
    ...trustInstructions(authority, process.platform),
  ]
  for (const line of lines) console.log(line)
} catch (error) {
  if (!(error instanceof ExpectedError || error instanceof BadConfiguration)) throw error
  console.error(error.message)
  process.exitCode = 1
}
