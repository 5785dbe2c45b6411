// Installs what the lock file names, when it is not there yet. Runs under any Node that npm runs under,
// so it is written in the oldest JavaScript that does the work and needs no package.
'use strict';
const { createHash } = require('node:crypto');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const stampFile = path.join(root, 'node_modules', '.postern-setup');
const wanted = createHash('sha256')
  .update(fs.readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');

function installed() {
  try {
    return fs.readFileSync(stampFile, 'utf8') === wanted;
  } catch {
    return false;
  }
}

if (!installed()) {
  process.stderr.write('Postern: installing what it needs (npm ci) ...\n');
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  const parameters = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
  const result = npm
    ? spawnSync(process.execPath, [npm, ...parameters], options)
    : spawnSync('npm', parameters, { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write(
      'Postern: npm ci failed; its messages stand above. Mend what it names, then run the same command again.\n',
    );
    process.exit(1);
  }
  fs.writeFileSync(stampFile, wanted);
}
