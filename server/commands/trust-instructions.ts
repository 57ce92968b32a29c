/** What to type so that browsers and Office on a platform believe certificates of an authority; and how to take it back. */
export function trustInstructions(authority: string, platform: NodeJS.Platform): readonly string[] {
  switch (platform) {
    case 'win32':
      return [
        'Windows (Excel, Edge, Chrome), without administrator rights; a dialog asks you to agree:',
        `  certutil -user -addstore Root "${authority}"`,
        'To take it back: certutil -user -delstore Root "Developer CA for Microsoft Office Add-ins"',
      ]
    case 'darwin':
      return [
        'macOS (Excel, Safari, Chrome); it asks for your password:',
        `  security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db "${authority}"`,
        `To take it back: security remove-trusted-cert "${authority}"`,
      ]
    default:
      return [
        'Linux, Chromium and Chrome (they read a store of their own; certutil is in the package libnss3-tools):',
        `  certutil -d "sql:$HOME/.pki/nssdb" -A -t C,, -n MoatMetrics -i "${authority}"`,
        'Linux, everything else:',
        `  sudo cp "${authority}" /usr/local/share/ca-certificates/moatmetrics.crt && sudo update-ca-certificates`,
        'To take it back: certutil -d "sql:$HOME/.pki/nssdb" -D -n MoatMetrics; delete the copy and run update-ca-certificates again.',
      ]
  }
}
