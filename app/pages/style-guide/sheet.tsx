/** The sheet of a document. */
export function SheetSample() {
  return (
    <article className="sheet prose">
      <h3>Note de position sur les expulsions vers Assamaka</h3>
      <p>
        Plus de 31&nbsp;000 personnes ont été expulsées d’Algérie vers le Niger en 2024, selon{" "}
        <a href="https://alarmephonesahara.info">Alarme Phone Sahara</a>. Beaucoup rejoignent Assamaka à pied.
      </p>
      <p>Les recommandations du quatrième dialogue État–OSC, tenu à Niamey, restent notre point de départ.</p>
    </article>
  );
}
