/**
 * Titles, descriptions and reasons of the policies that are shipped (policies/*.yaml), by their English text. Titles of sources and
 * names of publishers stay as they are published; words that a source uses as headings stay between guillemets.
 */
const texts: ReadonlyMap<string, string> = new Map([
  ['Neutral baseline', 'Référentiel neutre'],
  [
    "Undisclosed marks, contradictions between paper and files, and what the declaration itself states to be out of order: void approvals, missing consents and rights, tools that keep what goes in, material that could be taken as real and that nobody approved. Of what is left out it asks for two things only: how the audience of a documentary or news programme is told of generated or composed pictures of real people and events, and what people contributed to a prominent use. It asks for no approval of final uses in general; name the commissioner's policy for that.",
    'Les marques non déclarées, les contradictions entre la déclaration et les fichiers, et ce que la déclaration dit elle-même d’irrégulier : accords sans valeur, consentements et droits manquants, outils qui gardent ce qu’ils reçoivent, matériel qui pourrait passer pour réel et que personne n’a approuvé. De ce qui n’est pas dit, il ne demande que deux choses : comment le public d’un documentaire ou d’un programme d’information est informé des images générées ou composées de personnes et d’événements réels, et ce que des personnes ont apporté à un usage de premier plan. Il ne demande pas d’accord pour les usages définitifs en général ; indiquez pour cela le référentiel du diffuseur.',
  ],
  ['Netflix, generative AI in content production', 'Netflix, IA générative dans la production de contenus'],
  [
    "Any intended use of generative AI is to be shared with the Netflix contact before it begins; where it touches final deliverables, a talent's likeness, personal data or third-party material, written approval comes first. The rules below hold the declaration of what is delivered against that. What no tool can check: that every intended use was shared (also moodboards and temporary work that is not delivered), that outputs do not recreate identifiable characteristics of material that is not owned, whether union-covered work was replaced, whether a use is story-relevant beyond what is declared, and whether every step of a vendor's workflow complies.",
    'Tout usage prévu d’IA générative est signalé à l’interlocuteur chez Netflix avant de commencer ; quand il touche aux éléments définitifs, à l’image d’un artiste, à des données personnelles ou à du matériau de tiers, un accord écrit vient d’abord. Les règles ci-dessous confrontent à cela la déclaration de ce qui est livré. Ce qu’aucun outil ne peut vérifier : que tout usage prévu a été signalé (y compris les planches d’ambiance et le travail provisoire qui n’est pas livré), que les résultats ne reproduisent pas de traits reconnaissables de matériau non détenu, si un travail couvert par une convention a été remplacé, si un usage compte pour le récit au-delà de ce qui est déclaré, et si chaque étape du travail d’un prestataire est conforme.',
  ],
  [
    'Guiding principle 4: generated material is temporary and not part of the final deliverables.',
    'Principe directeur 4 : le matériel généré est provisoire et ne fait pas partie des éléments définitifs.',
  ],
  [
    "Written approval comes before proceeding where the output touches final deliverables or a talent's likeness; anything in the final cut counts, even in the background. A use that does not say where it ends up is one of the unsure cases that are escalated.",
    'L’accord écrit précède le travail quand le résultat touche aux éléments définitifs ou à l’image d’un artiste ; tout ce qui est dans la version définitive compte, même en arrière-plan. Un usage dont la destination n’est pas dite est l’un des cas douteux qui sont soumis à Netflix.',
  ],
  [
    'Written approval "before proceeding": one without a date, or after the use began, shows nothing.',
    'L’accord écrit vient « avant de procéder » : un accord sans date, ou postérieur au début de l’usage, ne montre rien.',
  ],
  [
    'Guiding principle 5 and the approval list, "Talent": digital performers, voices and likenesses, and significant alterations of a performance, need explicit documented consent.',
    'Principe directeur 5 et liste des accords, « Talent » : les interprètes, voix et images numériques, et les modifications notables d’une interprétation, demandent un consentement explicite et écrit.',
  ],
  [
    'Approval list, "Ethics": content that could be mistaken for real events, people or statements. The guidance asks for approval (D09); that the audience of a factual programme is told is how such material is kept from being mistaken.',
    'Liste des accords, « Ethics » : contenu qui pourrait passer pour des événements, des personnes ou des propos réels. Le texte demande un accord (D09) ; informer le public d’un programme factuel est ce qui évite qu’un tel matériel passe pour réel.',
  ],
  [
    'Approval list, "Ethics": written approval, always, for content that could be mistaken for real events, people or statements, even as background.',
    'Liste des accords, « Ethics » : un accord écrit, toujours, pour un contenu qui pourrait passer pour des événements, des personnes ou des propos réels, même en arrière-plan.',
  ],
  [
    'Guiding principle 2: tools do not store, reuse or train on production inputs or outputs; approval list, "Data": Netflix-owned material or personal data in tools.',
    'Principe directeur 2 : les outils ne gardent ni ne réutilisent ce qu’ils reçoivent ou produisent, et ne s’entraînent pas dessus ; liste des accords, « Data » : matériel appartenant à Netflix ou données personnelles dans des outils.',
  ],
  [
    'Guiding principle 3: an enterprise-secured environment where possible.',
    'Principe directeur 3 : un environnement d’entreprise sécurisé, si possible.',
  ],
  [
    'Guiding principle 1, and the use case matrix, "Unowned training data": unowned or copyrighted material is not recreated, and third-party material needs written approval.',
    'Principe directeur 1, et tableau des cas d’usage, « Unowned training data » : le matériau non détenu ou protégé n’est pas reproduit, et le matériau de tiers demande un accord écrit.',
  ],
  [
    'Final versus temporary: prominent material needs meaningful human input and legal review.',
    'Définitif ou provisoire : le matériel de premier plan demande un apport humain réel et un examen juridique.',
  ],
  [
    'Asset QC takes no blanket durations: every shot is flagged by itself.',
    'Le contrôle qualité des médias n’accepte pas de durées globales : chaque plan est signalé pour lui-même.',
  ],
  ['BBC, guidance on the use of artificial intelligence', 'BBC, recommandations sur l’usage de l’intelligence artificielle'],
  [
    'The guidance covers everybody who supplies content to the BBC. A use of generative AI is confirmed with the commissioner or the BBC contact first, audiences are never misled, and news, current affairs and factual programmes are held to more. Here "factual" is a production of kind documentary, unscripted or news. What no tool can check: factual research done with generative AI, which the guidance rules out, the human oversight that it asks for, and whether a notice is clear enough.',
    'Ces recommandations valent pour tous ceux qui fournissent des contenus à la BBC. Un usage d’IA générative est d’abord confirmé par le responsable de la commande ou l’interlocuteur à la BBC, le public n’est jamais trompé, et l’on exige davantage de l’information, de l’actualité et des programmes factuels. « Factuel » désigne ici une production de type « documentary », « unscripted » ou « news ». Ce qu’aucun outil ne peut vérifier : les recherches factuelles menées avec l’IA générative, que ces recommandations excluent, le contrôle humain qu’elles demandent, et si une mention est assez claire.',
  ],
  [
    'The guidance covers all suppliers; a use is confirmed with the commissioner or the BBC contact first. A use that does not say where it ends up is taken for a final one.',
    'Les recommandations valent pour tous les fournisseurs ; un usage est d’abord confirmé par le responsable de la commande ou l’interlocuteur à la BBC. Un usage dont la destination n’est pas dite est tenu pour définitif.',
  ],
  [
    'The use is confirmed first: one without a date, or after the use began, shows nothing.',
    'L’usage est d’abord confirmé : un accord sans date, ou postérieur au début de l’usage, ne montre rien.',
  ],
  [
    'Generative AI is not used to create content for news and current affairs; a notice does not mend that.',
    'L’IA générative ne sert pas à créer des contenus d’information et d’actualité ; une mention n’y change rien.',
  ],
  [
    'Audiences are never misled, and factual content is held to more.',
    'Le public n’est jamais trompé, et l’on exige davantage des contenus factuels.',
  ],
  [
    'Audiences are never misled, and the use is confirmed with the commissioner or the BBC contact first.',
    'Le public n’est jamais trompé, et l’usage est d’abord confirmé par le responsable de la commande ou l’interlocuteur à la BBC.',
  ],
  ['Channel 4, AI principles', 'Channel 4, principes sur l’IA'],
  [
    'Four beliefs rather than a catalogue: creativity first, transparency, inclusive storytelling, everyday integrity. Channel 4 speaks of transparent trials in which AI disguises anonymous interviews and reconstructs events; those two uses are what can be held against a declaration. What no tool can check: whether a use serves the idea, whether software is ethical and its training data licensed, whether it discriminates or misinforms. Ask the commissioning editor for the detailed guidelines.',
    'Quatre convictions plutôt qu’un catalogue : la création d’abord, la transparence, des récits inclusifs, l’intégrité au quotidien. Channel 4 parle d’essais transparents où l’IA rend anonymes des entretiens et reconstitue des événements ; ces deux usages sont ce qui peut être confronté à une déclaration. Ce qu’aucun outil ne peut vérifier : si un usage sert l’idée, si un logiciel est éthique et ses données d’entraînement sous licence, s’il discrimine ou désinforme. Demandez les directives détaillées au responsable éditorial de la commande.',
  ],
  [
    'Championing transparency: usage is shared clearly. The case is that of the neutral baseline.',
    'Défendre la transparence : l’usage est dit clairement. Le cas est celui du référentiel neutre.',
  ],
  [
    'Disguising anonymous interviews and reconstructing events with AI are trials that are run transparently.',
    'Rendre anonymes des entretiens et reconstituer des événements avec l’IA sont des essais menés en toute transparence.',
  ],
  ['PBS, applying standards to generative AI tools', 'PBS, application des normes aux outils d’IA générative'],
  [
    'A memo of PBS Standards & Practices on how the Editorial Standards apply to generative AI. Producers discuss a use with PBS Programming and Standards & Practices, check every output for facts, and label content where the audience may be confused (section IV.A.11). Such tools cannot replace journalism and may not suit news at all: ask before any use there. What no tool can check: that outputs were fact-checked, and that a label is clear.',
    'Une note de PBS Standards & Practices sur l’application des normes éditoriales à l’IA générative. Les producteurs discutent d’un usage avec PBS Programming et Standards & Practices, vérifient les faits dans chaque résultat, et signalent les contenus qui peuvent induire le public en erreur (section IV.A.11). De tels outils ne remplacent pas le journalisme et peuvent ne pas convenir du tout à l’information : demander avant tout usage. Ce qu’aucun outil ne peut vérifier : que les faits ont été vérifiés dans les résultats, et qu’une mention est claire.',
  ],
  [
    'Producers discuss the use with Programming and Standards & Practices. That is a conversation and no formal approval, so its absence from the declaration is only noted.',
    'Les producteurs discutent de l’usage avec Programming et Standards & Practices. C’est un échange et non un accord en forme, son absence dans la déclaration n’est donc que signalée.',
  ],
  [
    'Editorial Standards, section IV.A.11: labels where the audience may be confused.',
    'Normes éditoriales, section IV.A.11 : des mentions quand le public peut être induit en erreur.',
  ],
  [
    'Archival Producers Alliance, generative AI in documentaries',
    'Archival Producers Alliance, IA générative dans les documentaires',
  ],
  [
    'Best practices for documentaries: one named person tracks every use on a cue sheet (descriptions and timecodes, prompts and software, underlying material and its copyright status), viewers are told, and archival licences are read before archival material is altered. Fully generated material is tracked throughout; enhancement (upscaling, colourising, audio clean-up) is weighed case by case, by whether it changes the meaning. What no tool can check: that weighing, the accuracy of what was generated, and prompts, which a declaration may hold but is not asked for. This policy is for documentaries: it does not ask for notices in scripted, animated or promotional work.',
    'Bonnes pratiques pour les documentaires : une personne désignée suit chaque usage dans une cue sheet (descriptions et timecodes, prompts et logiciels, matériau d’origine et son statut au regard du droit d’auteur), le public est informé, et les licences d’archives sont lues avant toute modification d’archives. Ce qui est entièrement généré est suivi de bout en bout ; l’amélioration (upscaling, colorisation, nettoyage du son) se pèse au cas par cas, selon qu’elle change ou non le sens. Ce qu’aucun outil ne peut vérifier : cette appréciation, l’exactitude de ce qui a été généré, et les prompts, qu’une déclaration peut contenir mais que rien n’exige ici. Ce référentiel vaut pour les documentaires : il ne demande pas d’information du public pour les fictions, l’animation ou la promotion.',
  ],
  [
    'Workflow tips, "Development": temporary and pitch material can end up in the final project by accident and be mistaken for material that is not AI.',
    'Conseils de travail, « Développement » : le matériel provisoire ou de présentation peut rester par accident dans le film fini et passer pour du matériel sans IA.',
  ],
  [
    'External transparency: viewers are told by lower third, bug, frame style, voice-over, cards at the top and the end, promo or credits; an end card alone is not enough.',
    'Transparence envers le public : il est informé par un synthé, un logo, un style de cadre, une voix off, des cartons au début et à la fin, la promotion ou le générique ; un carton de fin seul ne suffit pas.',
  ],
  [
    'External transparency covers every generated element; an end card alone is not enough. Where no real person or event is declared the case is weighed by a person.',
    'La transparence envers le public vaut pour tout élément généré ; un carton de fin seul ne suffit pas. Quand aucune personne ni aucun événement réels ne sont déclarés, une personne apprécie le cas.',
  ],
  [
    '10 Questions, number 6: the licence must permit altering archival material; the cue sheet holds the copyright status of all underlying material.',
    'Les 10 questions, numéro 6 : la licence doit permettre de modifier les archives ; la cue sheet indique le statut au regard du droit d’auteur de tout matériau d’origine.',
  ],
  ['EU AI Act, Article 50', 'Règlement européen sur l’IA, article 50'],
  [
    "Applies from 2026-08-02. Paragraph 4: who publishes a deepfake discloses that it was generated or manipulated; in an evidently artistic or fictional work in a manner that does not hamper it, so here an issue and no blocker for scripted and animated work. Code of Practice, measure 1.2: markings are not removed. What no tool can check: whether a picture would falsely appear authentic, for which the declaration's own answer counts; whether a work is evidently artistic or satirical; and the machine-readable marking itself (paragraph 2), which is the duty of the providers of AI systems. No legal advice.",
    'S’applique depuis le 2026-08-02. Paragraphe 4 : qui publie un hypertrucage indique qu’il a été généré ou manipulé ; dans une œuvre manifestement artistique ou de fiction, d’une manière qui ne nuit pas à l’œuvre, donc ici à traiter et non bloquant pour la fiction et l’animation. Code de bonnes pratiques, mesure 1.2 : les marquages ne sont pas supprimés. Ce qu’aucun outil ne peut vérifier : si une image passerait à tort pour authentique, ce pour quoi compte la réponse de la déclaration ; si une œuvre est manifestement artistique ou satirique ; et le marquage lisible par machine lui-même (paragraphe 2), qui incombe aux fournisseurs de systèmes d’IA. Ceci n’est pas un conseil juridique.',
  ],
  [
    'Article 50(4): deployers of deepfakes disclose that the content was artificially generated or manipulated.',
    'Article 50(4) : les déployeurs d’hypertrucages indiquent que le contenu a été généré ou manipulé artificiellement.',
  ],
  [
    'Article 50(4): in artistic and fictional works the disclosure is made in a manner that does not hamper the work.',
    'Article 50(4) : dans les œuvres artistiques et de fiction, l’information est donnée d’une manière qui ne nuit pas à l’œuvre.',
  ],
  [
    'Article 50(4): it depends on whether the content would falsely appear authentic, and the declaration does not say.',
    'Article 50(4) : tout dépend de ce que le contenu passerait ou non à tort pour authentique, et la déclaration ne le dit pas.',
  ],
  [
    'Article 50(4) asks that the audience is told (D08), not that anybody approves.',
    'L’article 50(4) demande que le public soit informé (D08), non que quelqu’un donne son accord.',
  ],
  [
    'Code of Practice, measure 1.2: markings are not removed.',
    'Code de bonnes pratiques, mesure 1.2 : les marquages ne sont pas supprimés.',
  ],
  ['China, GB 45438-2025 labelling of generated content', 'Chine, GB 45438-2025, étiquetage des contenus générés'],
  [
    'Generated and synthetic content carries two labels: an explicit one that people see or hear, and an implicit one in the metadata of the file (TC260 AIGC). Against a declaration can be held that an explicit label is planned, and between two versions of a file that the implicit one was not lost. What no rule here checks: that a declared asset carries the TC260 label (its row in the report says what it carries), and size, place, wording and duration of the explicit label. No legal advice.',
    'Les contenus générés ou synthétiques portent deux étiquettes : l’une explicite, que l’on voit ou entend, l’autre implicite, dans les métadonnées du fichier (TC260 AIGC). À une déclaration peut être confronté qu’une étiquette explicite est prévue, et à deux versions d’un fichier que l’étiquette implicite n’a pas été perdue. Ce qu’aucune règle ne vérifie ici : qu’un média déclaré porte l’étiquette TC260 (sa ligne dans le rapport dit ce qu’il porte), ni la taille, la place, le texte et la durée de l’étiquette explicite. Ceci n’est pas un conseil juridique.',
  ],
  [
    'Generated content carries an explicit label that people see or hear; metadata is the implicit one and does not replace it.',
    'Un contenu généré porte une étiquette explicite, que l’on voit ou entend ; les métadonnées sont l’étiquette implicite et ne la remplacent pas.',
  ],
  [
    "The standard asks for labels (D08, P03), not for anybody's approval.",
    'La norme demande des étiquettes (D08, P03), et aucun accord.',
  ],
  [
    'The implicit label stands in the metadata of the file and must be there.',
    'L’étiquette implicite se trouve dans les métadonnées du fichier et doit y être.',
  ],
]);

/** A text of a policy in French; one that nobody has put into French, as in a policy of one's own, stays as it is. */
export function policyText(text: string): string {
  return texts.get(text) ?? text;
}
