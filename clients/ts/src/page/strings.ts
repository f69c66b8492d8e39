/** What the element says. Every one can be replaced. */
export interface Strings {
  available: string;
  recommendedTitle: string;
  recommended: string;
  critical: string;
  /** `{date}` is the last day. */
  deadline: string;
  requiredTitle: string;
  required: string;
  noWayOutTitle: string;
  noWayOut: string;
  update: string;
  later: string;
  skip: string;
  close: string;
  contact: string;
}

const en: Strings = {
  available: "A new version is available.",
  recommendedTitle: "Update available",
  recommended: "A new version is ready. We recommend that you update now.",
  critical: "This update fixes a serious problem. Please update now.",
  deadline: "This version works until {date}. Please update before then.",
  requiredTitle: "Update required",
  required: "This version no longer works. Update to continue.",
  noWayOutTitle: "No longer supported",
  noWayOut: "This version is no longer supported, and there is no update for this device.",
  update: "Update",
  later: "Later",
  skip: "Skip this version",
  close: "Close",
  contact: "Get help",
};

const all: Record<string, Strings> = {
  en,
  de: {
    available: "Eine neue Version ist verfügbar.",
    recommendedTitle: "Update verfügbar",
    recommended: "Eine neue Version ist bereit. Wir empfehlen, jetzt zu aktualisieren.",
    critical: "Dieses Update behebt ein ernstes Problem. Bitte jetzt aktualisieren.",
    deadline: "Diese Version funktioniert bis {date}. Bitte vorher aktualisieren.",
    requiredTitle: "Update erforderlich",
    required: "Diese Version funktioniert nicht mehr. Zum Fortfahren bitte aktualisieren.",
    noWayOutTitle: "Nicht mehr unterstützt",
    noWayOut: "Diese Version wird nicht mehr unterstützt, und für dieses Gerät gibt es kein Update.",
    update: "Aktualisieren",
    later: "Später",
    skip: "Diese Version überspringen",
    close: "Schließen",
    contact: "Hilfe",
  },
  nb: {
    available: "En ny versjon er tilgjengelig.",
    recommendedTitle: "Oppdatering tilgjengelig",
    recommended: "En ny versjon er klar. Vi anbefaler at du oppdaterer nå.",
    critical: "Denne oppdateringen retter en alvorlig feil. Oppdater nå.",
    deadline: "Denne versjonen virker til {date}. Oppdater før det.",
    requiredTitle: "Oppdatering kreves",
    required: "Denne versjonen virker ikke lenger. Oppdater for å fortsette.",
    noWayOutTitle: "Støttes ikke lenger",
    noWayOut: "Denne versjonen støttes ikke lenger, og det finnes ingen oppdatering for denne enheten.",
    update: "Oppdater",
    later: "Senere",
    skip: "Hopp over denne versjonen",
    close: "Lukk",
    contact: "Få hjelp",
  },
  es: {
    available: "Hay una nueva versión disponible.",
    recommendedTitle: "Actualización disponible",
    recommended: "Hay una nueva versión lista. Te recomendamos actualizar ahora.",
    critical: "Esta actualización corrige un problema grave. Actualiza ahora.",
    deadline: "Esta versión funciona hasta el {date}. Actualiza antes de esa fecha.",
    requiredTitle: "Actualización necesaria",
    required: "Esta versión ya no funciona. Actualiza para continuar.",
    noWayOutTitle: "Ya no es compatible",
    noWayOut: "Esta versión ya no es compatible y no hay ninguna actualización para este dispositivo.",
    update: "Actualizar",
    later: "Más tarde",
    skip: "Omitir esta versión",
    close: "Cerrar",
    contact: "Obtener ayuda",
  },
  fr: {
    available: "Une nouvelle version est disponible.",
    recommendedTitle: "Mise à jour disponible",
    recommended: "Une nouvelle version est prête. Nous vous conseillons de l’installer maintenant.",
    critical: "Cette mise à jour corrige un problème grave. Veuillez l’installer maintenant.",
    deadline: "Cette version fonctionne jusqu’au {date}. Veuillez la mettre à jour avant.",
    requiredTitle: "Mise à jour requise",
    required: "Cette version ne fonctionne plus. Mettez-la à jour pour continuer.",
    noWayOutTitle: "Version plus prise en charge",
    noWayOut: "Cette version n’est plus prise en charge et il n’y a pas de mise à jour pour cet appareil.",
    update: "Mettre à jour",
    later: "Plus tard",
    skip: "Ignorer cette version",
    close: "Fermer",
    contact: "Obtenir de l’aide",
  },
  ja: {
    available: "新しいバージョンがあります。",
    recommendedTitle: "アップデートがあります",
    recommended: "新しいバージョンの準備ができました。今すぐのアップデートをおすすめします。",
    critical: "このアップデートは重大な問題を修正します。今すぐアップデートしてください。",
    deadline: "このバージョンは{date}まで使えます。それまでにアップデートしてください。",
    requiredTitle: "アップデートが必要です",
    required: "このバージョンは使えなくなりました。続けるにはアップデートしてください。",
    noWayOutTitle: "サポートは終了しました",
    noWayOut: "このバージョンのサポートは終了しました。この端末向けのアップデートはありません。",
    update: "アップデート",
    later: "あとで",
    skip: "このバージョンをスキップ",
    close: "閉じる",
    contact: "ヘルプ",
  },
};

/** Norwegian has three names. */
const aliases: Record<string, string> = { no: "nb", nn: "nb" };

/** The strings for the first language that is known, and which one that is. "de-AT" is German; English is the last resort. */
export function stringsFor(languages: readonly string[]): { language: string; strings: Strings } {
  for (const wanted of languages) {
    const [base = ""] = wanted.toLowerCase().split("-");
    const language = aliases[base] ?? base;
    const strings = Object.hasOwn(all, language) ? all[language] : undefined;
    if (strings) return { language, strings };
  }
  return { language: "en", strings: en };
}
