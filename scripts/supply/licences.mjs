// Which licences a package of an installation may have, and why those that ask for more than a notice are no hindrance.

/** Ask for no more than that their notice stays with them: whoever installs gets it with the package, of which ours holds nothing. */
export const freelyUsed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
];

const program =
  'A program, started as a process of its own and never linked; optional, installed from its own package by whoever installs ours, and in no tarball of ours.';
const wrapper = 'Tells the path of a program; optional, loaded unchanged from its own package, which anyone can replace.';
const libvips =
  'The image library of sharp as a shared library in a package of its own, loaded unchanged: LGPL 3 asks that it can be replaced, and it can.';
const sharpWithin = `sharp for a system on which its library lies in the same package. ${libvips}`;

/**
 * Everything else, one entry a package or a group of packages (`*` stands for anything), with the licence as the package states it.
 * @type {readonly { packages: string, licence: string | null, because: string }[]}
 */
export const explained = [
  { packages: '@ffmpeg-installer/ffmpeg', licence: 'LGPL-2.1', because: wrapper },
  { packages: '@ffprobe-installer/ffprobe', licence: 'LGPL-2.1', because: wrapper },
  { packages: '@ffmpeg-installer/darwin-x64', licence: 'LGPL-2.1', because: program },
  {
    packages: '@ffmpeg-installer/darwin-arm64',
    licence: 'https://git.ffmpeg.org/gitweb/ffmpeg.git/blob_plain/HEAD:/LICENSE.md',
    because: `The page that it names is ffmpeg's own, LGPL 2.1 or GPL by how it was built. ${program}`,
  },
  { packages: '@ffmpeg-installer/*', licence: 'GPLv3', because: program },
  { packages: '@ffprobe-installer/darwin-arm64', licence: 'LGPL-2.1', because: program },
  { packages: '@ffprobe-installer/*', licence: 'GPL-3.0', because: program },
  { packages: '@img/sharp-libvips-*', licence: 'LGPL-3.0-or-later', because: libvips },
  { packages: '@img/sharp-wasm32', licence: 'Apache-2.0 AND LGPL-3.0-or-later AND MIT', because: sharpWithin },
  { packages: '@img/sharp-win32-*', licence: 'Apache-2.0 AND LGPL-3.0-or-later', because: sharpWithin },
  {
    packages: 'argparse',
    licence: 'Python-2.0',
    because:
      "Python's licence asks for its notice and a list of changes; the package is used unchanged (by js-yaml of xmlbuilder2).",
  },
  { packages: 'chainsaw', licence: 'MIT/X11', because: 'Another name of MIT.' },
  {
    packages: 'buffers',
    licence: null,
    because:
      'States none. Comes with the optional @contentauth/c2pa-node, whose install script alone uses it (unzipper); that script is off (allowScripts), and no code of ours loads it.',
  },
];

/**
 * What is wrong with the licences of packages, one sentence each.
 * @param {readonly import('./production.mjs').Installed[]} packages
 * @returns {readonly string[]}
 */
export function licenceFaults(packages) {
  const used = new Set();
  const faults = packages.flatMap((one) => {
    if (one.licence !== undefined && isFree(one.licence)) return [];
    const entry = explained.find((other) => other.licence === (one.licence ?? null) && meets(other.packages, one.name));
    if (entry !== undefined) {
      used.add(entry);
      return [];
    }
    const states = one.licence === undefined ? 'states no licence' : `has the licence "${one.licence}"`;
    return [
      `${one.name} ${one.version} ${states}, which is not on the list: choose another package, or explain in scripts/supply/licences.mjs why it may be used.`,
    ];
  });
  const idle = explained.filter((entry) => !used.has(entry));
  return [
    ...faults,
    ...idle.map(
      ({ packages: name }) =>
        `${name} is explained in scripts/supply/licences.mjs, but no package has that licence any more: take it out.`,
    ),
  ];
}

/** Also of expressions: one of several that may be chosen, or all of several. https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/ */
function isFree(licence) {
  const bare = licence.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(bare)) return false;
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((name) => freelyUsed.includes(name)));
}

function meets(pattern, name) {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
