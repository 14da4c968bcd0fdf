// Checksum manifests and packages (ASC MHL, MHL, lists of md5 and xxHash, BagIt, ASSETMAP, PKL, CPL): what cannot be read is a list without
// files that says so, and never an exception; what is read lies within the limits.
import { readComposition } from '../../../dist/discover/imf/composition.js';
import { readChain, readGeneration } from '../../../dist/discover/manifests/asc-mhl.js';
import { readBagManifest } from '../../../dist/discover/manifests/bagit.js';
import { readChecksumList } from '../../../dist/discover/manifests/checksum-list.js';
import { readMhl } from '../../../dist/discover/manifests/mhl.js';
import { readAssetMap, readPackingList } from '../../../dist/discover/manifests/packing-list.js';
import { manifestText } from '../../../dist/discover/manifests/text.js';
import { seedsIn } from '../seeds.mjs';

const isManifest = (file) => /\.(mhl|md5|sha1|sha256|sha512|xxh\w*|c4|xml|txt)$/i.test(file);

const written = {
  'reel.md5': '9e107d9d372bb6826bd81d3542a419d6  cut/reel1.mov\n900150983cd24fb0d6963f7d28e17f72 *stills/a b.jpg\n',
  'reel.xxh128': 'XXH128 (cut/reel1.mov) = 99aa06d3014798d86001c324468d497f\n',
  'old.mhl':
    '<?xml version="1.0" encoding="UTF-8"?><hashlist version="1.1"><creatorinfo><tool>mhl</tool></creatorinfo><hash><file>A001/clip.mov</file><size>12</size><lastmodificationdate>2026-01-01T00:00:00Z</lastmodificationdate><xxhash64be>0ea03b369a463d9d</xxhash64be><hashdate>2026-01-01T00:00:00Z</hashdate></hash></hashlist>',
  '0001_A001.mhl':
    '<?xml version="1.0" encoding="UTF-8"?><hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0"><creatorinfo><creationdate>2026-01-01T00:00:00Z</creationdate></creatorinfo><hashes><hash><path size="12">clip.mov</path><xxh128 action="original">99aa06d3014798d86001c324468d497f</xxh128></hash><directoryhash><path>sub</path></directoryhash></hashes></hashlist>',
  'ASSETMAP.xml':
    '<AssetMap xmlns="http://www.smpte-ra.org/schemas/429-9/2007/AM"><Id>urn:uuid:a</Id><AssetList><Asset><Id>urn:uuid:b</Id><PackingList>true</PackingList><ChunkList><Chunk><Path>PKL.xml</Path><VolumeIndex>1</VolumeIndex><Offset>0</Offset><Length>9</Length></Chunk></ChunkList></Asset></AssetList></AssetMap>',
  'PKL.xml':
    '<PackingList xmlns="http://www.smpte-ra.org/schemas/2067-2/2016/PKL"><Id>urn:uuid:b</Id><AssetList><Asset><Id>urn:uuid:c</Id><Hash>L9ThxnotKPzthJ7hu3bnORuT6xI=</Hash><Size>9</Size><Type>application/mxf</Type><OriginalFileName>v.mxf</OriginalFileName></Asset></AssetList></PackingList>',
  'CPL.xml':
    '<CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"><Id>urn:uuid:d</Id><EditRate>24 1</EditRate><SegmentList><Segment><Id>urn:uuid:e</Id><SequenceList><MainImageSequence><Id>urn:uuid:f</Id><TrackId>urn:uuid:g</TrackId><ResourceList><Resource><Id>urn:uuid:h</Id><EditRate>24 1</EditRate><IntrinsicDuration>48</IntrinsicDuration><EntryPoint>0</EntryPoint><SourceDuration>48</SourceDuration><RepeatCount>1</RepeatCount><TrackFileId>urn:uuid:c</TrackFileId></Resource></ResourceList></MainImageSequence></SequenceList></Segment></SegmentList></CompositionPlaylist>',
};

export const seeds = () => [
  ...Object.entries(written).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
  ...seedsIn(['fixtures/beside', '../shared/corpus'], isManifest),
];

export function check(bytes, name) {
  const text = manifestText(bytes);
  const map = readAssetMap(text);
  const readings = [
    readMhl(text),
    readGeneration(text),
    readChecksumList(text, undefined),
    readChecksumList(text, 'md5', name),
    readBagManifest(text, 'sha256'),
    readPackingList(text, map),
    readPackingList(text, undefined),
    readComposition(text),
  ];
  readChain(text);
  for (const one of readings) {
    if (JSON.stringify(one).length > 60 * text.length + 100_000) throw new Error('much was made of little');
    for (const { size, digests = [] } of one.files ?? []) {
      if (size !== undefined && !(size >= 0)) throw new Error(`a size of ${size}`);
      for (const { value } of digests) if (typeof value !== 'string' || value === '') throw new Error('a digest that is none');
    }
  }
}
