import { createHash } from 'node:crypto';

/** One resource of a sequence, in edit units of its rate. */
export interface WrittenResource {
  readonly track: string;
  readonly intrinsic: number;
  readonly entry?: number;
  readonly duration?: number;
  readonly repeat?: number;
  /** As the CPL writes it, `48000 1`; absent: that of the composition. */
  readonly rate?: string;
}

/** A composition as a test means it; sequences by the name of their element. */
export interface WrittenComposition {
  readonly segments: readonly Readonly<Record<string, readonly WrittenResource[]>>[];
  readonly rate?: string;
  readonly namespace?: string;
  readonly timecode?: { readonly start: string; readonly drop: boolean };
}

/** A UUID that is the same for the same name. */
export function uuid(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const element = (name: string, value: string | number | undefined): string =>
  value === undefined ? '' : `<${name}>${value}</${name}>`;

function resourceXml({ track, intrinsic, entry, duration, repeat, rate }: WrittenResource, index: number): string {
  return `<Resource xsi:type="TrackFileResourceType">${[
    element('Id', uuid(`resource ${track} ${index}`)),
    element('EditRate', rate),
    element('IntrinsicDuration', intrinsic),
    element('EntryPoint', entry),
    element('SourceDuration', duration),
    element('RepeatCount', repeat),
    element('SourceEncoding', uuid('descriptor')),
    element('TrackFileId', uuid(track)),
  ].join('')}</Resource>`;
}

/** A CPL as mastering systems write it (SMPTE ST 2067-3), with markers, and prefixes on the sequences of ST 2067-2. */
export function cplXml({ segments, rate = '24000 1001', namespace, timecode }: WrittenComposition): string {
  const own = namespace ?? 'http://www.smpte-ra.org/schemas/2067-3/2016';
  const marker = `<MarkerSequence><Id>${uuid('markers')}</Id><TrackId>${uuid('m')}</TrackId><ResourceList><Resource xsi:type="MarkerResourceType"><Id>${uuid('marker')}</Id><IntrinsicDuration>1</IntrinsicDuration><Marker><Label scope="http://www.smpte-ra.org/schemas/2067-3/2013#standard-markers">FFOC</Label><Offset>0</Offset></Marker></Resource></ResourceList></MarkerSequence>`;
  const sequence = (name: string, resources: readonly WrittenResource[]): string =>
    `<cc:${name}><Id>${uuid(name)}</Id><TrackId>${uuid(`${name} track`)}</TrackId><ResourceList>${resources.map(resourceXml).join('')}</ResourceList></cc:${name}>`;
  const segment = (sequences: WrittenComposition['segments'][number]): string =>
    `<Segment><Id>${uuid('segment')}</Id><SequenceList>${marker}${Object.entries(sequences)
      .map(([name, resources]) => sequence(name, resources))
      .join('')}</SequenceList></Segment>`;
  const start =
    timecode &&
    `<CompositionTimecode><TimecodeDropFrame>${timecode.drop}</TimecodeDropFrame><TimecodeRate>24</TimecodeRate><TimecodeStartAddress>${timecode.start}</TimecodeStartAddress></CompositionTimecode>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<CompositionPlaylist xmlns="${own}" xmlns:cc="http://www.smpte-ra.org/schemas/2067-2/2016" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<Id>${uuid('cpl')}</Id><Annotation>The Long Road</Annotation><IssueDate>2026-11-20T10:00:00Z</IssueDate><ContentTitle>The Long Road</ContentTitle>
<EssenceDescriptorList><EssenceDescriptor><Id>${uuid('descriptor')}</Id></EssenceDescriptor></EssenceDescriptorList>
${start ?? ''}<EditRate>${rate}</EditRate><SegmentList>${segments.map(segment).join('')}</SegmentList></CompositionPlaylist>`;
}

/** An asset map (SMPTE ST 429-9): paths by the name of the track, and the packing list. */
export function assetMapXml(paths: Readonly<Record<string, string>>, packingList = 'PKL.xml'): string {
  const asset = (id: string, path: string, rest = ''): string =>
    `<Asset><Id>${id}</Id>${rest}<ChunkList><Chunk><Path>${path}</Path><VolumeIndex>1</VolumeIndex></Chunk></ChunkList></Asset>`;
  const all = Object.entries(paths).map(([name, path]) => asset(uuid(name), path));
  return `<?xml version="1.0" encoding="UTF-8"?><AssetMap xmlns="http://www.smpte-ra.org/schemas/429-9/2007/AM"><Id>${uuid('map')}</Id><Creator>test</Creator><VolumeCount>1</VolumeCount><IssueDate>2026-11-20T10:00:00Z</IssueDate><Issuer>test</Issuer><AssetList>${asset(uuid('pkl'), packingList, '<PackingList>true</PackingList>')}${all.join('')}</AssetList></AssetMap>`;
}

/** A packing list (SMPTE ST 2067-2) with SHA-1 digests. */
export function packingListXml(files: Readonly<Record<string, Uint8Array>>): string {
  const asset = ([name, bytes]: [string, Uint8Array]): string =>
    `<Asset><Id>${uuid(name)}</Id><Hash>${createHash('sha1').update(bytes).digest('base64')}</Hash><Size>${bytes.length}</Size><Type>application/mxf</Type></Asset>`;
  return `<?xml version="1.0" encoding="UTF-8"?><PackingList xmlns="http://www.smpte-ra.org/schemas/2067-2/2016/PKL"><Id>${uuid('pkl')}</Id><IssueDate>2026-11-20T10:00:00Z</IssueDate><Issuer>test</Issuer><Creator>test</Creator><AssetList>${Object.entries(files).map(asset).join('')}</AssetList></PackingList>`;
}
