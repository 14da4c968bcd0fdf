type Params = Readonly<Record<string, string | number>>;

/** Words of `watch`: its help, what it tells while it runs, and why it does not start. */
export const watch = {
  command: 'analyser ce qui arrive dans un dossier, écrire les rapports ailleurs, prévenir un serveur',
  options: {
    folder: 'le dossier surveillé : chaque dossier ou fichier qui s’y trouve est une livraison',
    reports:
      'dossier des rapports et de ce qui est retenu de cette surveillance ; hors du dossier surveillé, créé s’il n’existe pas',
    as: 'extension d’un rapport que reçoit chaque livraison, comme .xlsx ou .qc.csv ; répétable (par défaut : .json et .html)',
    settle: 'une livraison est complète quand aucun de ses fichiers n’a changé pendant ce nombre de secondes',
    doneMarker:
      'nom du fichier par lequel l’expéditeur dit qu’une livraison est complète, comme DELIVERY_COMPLETE ou *.done : dans la livraison, ou à côté d’elle, NOM.done',
    poll: 'tout regarder à cet intervalle, en secondes, au lieu d’attendre des événements : pour les partages réseau, qui n’en envoient pas',
    once: 'analyser ce qui est là et complet, puis finir ; avec le code de sortie le plus grave de ces analyses',
    webhook: 'adresse (http ou https) prévenue de chaque analyse ; signé, voir docs/watch.md',
    secretFile: 'fichier du secret qui signe ce que reçoit le webhook (ou la variable TRUESLATE_WEBHOOK_SECRET)',
  },
  secondsRange: 'Il faut un nombre de secondes de 0.1 à 86400.',
  endingUnknown: ({ ending, known }: Params): string => `Aucun rapport n’a l’extension ${ending} ; --as prend l’une de ${known}.`,
  notAFolder: ({ place }: Params): string =>
    `${place} n’est pas un dossier ; indiquez le dossier où les livraisons sont déposées.`,
  reportsInside: ({ folder }: Params): string =>
    `Le dossier des rapports ${folder} se trouve dans le dossier surveillé (ou au même endroit), que trueslate ne modifie jamais ; indiquez un endroit en dehors.`,
  reportsFolder: ({ folder, detail }: Params): string =>
    `Le dossier des rapports ${folder} ne peut pas servir : ${detail}. Indiquez avec --reports un dossier où vous pouvez écrire.`,
  reportsTaken: ({ folder }: Params): string =>
    `Une autre surveillance écrit déjà dans ${folder} ; attendez qu’elle finisse, ou indiquez un autre dossier avec --reports.`,
  otherFolder: ({ file, folder }: Params): string =>
    `Le dossier des rapports est celui d’une autre surveillance : ${file} parle de ${folder}. Indiquez-en un autre avec --reports, ou supprimez ce fichier si le dossier a été déplacé ; tout sera alors analysé à nouveau.`,
  stateDamaged: ({ file }: Params): string =>
    `Ce que des exécutions antérieures ont laissé dans ${file} est illisible. Supprimez ce fichier ; tout sera alors analysé à nouveau.`,
  markerName: ({ pattern }: Params): string =>
    `« ${pattern} » ne peut pas marquer une livraison complète : --done-marker prend un nom de fichier, sans dossier, avec un * au plus.`,
  webhookAddress: ({ url }: Params): string =>
    `« ${url} » n’est pas une adresse utilisable : --webhook prend http:// ou https://, sans utilisateur ni mot de passe.`,
  secretMissing:
    'Ce que reçoit le webhook doit être signé, et il n’y a pas de secret : indiquez un fichier avec --webhook-secret-file, ou définissez TRUESLATE_WEBHOOK_SECRET.',
  secretUnreadable: ({ file, detail }: Params): string =>
    `Le secret du webhook ne peut pas être lu dans ${file} : ${detail}. Vérifiez le chemin donné avec --webhook-secret-file.`,
  secretEmpty: ({ file }: Params): string => `Le fichier ${file} est vide, alors qu’il devrait contenir le secret du webhook.`,
  begins: ({ folder, reports }: Params): string =>
    `Surveillance de ${folder} ; les rapports vont dans ${reports}. Ctrl-C y met fin.`,
  beginsScan: ({ name }: Params): string => `${name} : livraison complète, analyse en cours`,
  scanned: ({ name, headline }: Params): string => `${name} : ${headline}`,
  notScanned: ({ name, sentence }: Params): string =>
    `${name} n’a pas été analysé : ${sentence} Un nouvel essai aura lieu dès qu’il changera ; le rapport d’un état antérieur reste en place.`,
  bugInScan: ({ version }: Params): string => `c’est un défaut de trueslate ${version} ; ses lignes sont sur stderr.`,
  waitsForUnfinished: ({ name, file }: Params): string =>
    `${name} attend : ${file} porte le nom d’un fichier encore en cours d’écriture. Supprimez-le si plus personne ne l’écrit.`,
  waitsForMarker: ({ name, pattern }: Params): string =>
    `${name} attend le fichier ${pattern} qui le dit complet, dans son dossier ou à côté.`,
  changedMeanwhile: ({ name }: Params): string =>
    `${name} a changé pendant son analyse ; il sera analysé à nouveau une fois complet.`,
  passedOver: ({ name }: Params): string =>
    `${name} est laissé de côté : c’est un lien, ni un fichier ni un dossier, ou son nom n’est pas en UTF-8.`,
  notWritten: ({ name, detail }: Params): string => `${name} : ${detail} Nouvel essai dans une minute.`,
  stateNotWritten: ({ folder, detail }: Params): string =>
    `Ce qui a été fait ne peut pas être consigné dans ${folder} : ${detail}. Libérez de la place ; un redémarrage le referait.`,
  noEvents: ({ detail }: Params): string =>
    `Le système n’annonce plus chaque changement (${detail}) : tout est regardé une fois par minute. --poll règle l’intervalle.`,
  folderAway: ({ folder, detail }: Params): string =>
    `Le dossier surveillé ${folder} ne peut pas être lu : ${detail}. La surveillance reprendra à son retour.`,
  folderBack: ({ folder }: Params): string => `Le dossier surveillé ${folder} est de retour.`,
  left: ({ names, count }: Params): string =>
    Number(count) === 1
      ? `Cette livraison n’est pas complète et reste pour la prochaine exécution : ${names}`
      : `Ces livraisons ne sont pas complètes et restent pour la prochaine exécution : ${names}`,
  webhookRefused: ({ name, origin, status }: Params): string =>
    `${origin} a refusé ce qui lui a été dit de ${name} (statut ${status} ; les redirections ne sont pas suivies). Ce ne sera pas renvoyé.`,
  webhookKept: ({ name, origin, detail }: Params): string =>
    `${origin} n’a pas pu être prévenu au sujet de ${name} (${detail}). Le message est gardé, et renvoyé au prochain démarrage ou dès qu’un autre passe.`,
  timeout: 'pas de réponse en 30 s',
  stopped: 'Arrêté. Ce qui était en cours d’analyse sera analysé à nouveau au prochain démarrage.',
};
