using System.Collections.Frozen;
using System.Globalization;

namespace Liaison.Core.Phones;

/// <summary>Recognises what networks and telephones show instead of a number that the caller, or his network, keeps back.</summary>
internal static class WithheldCaller
{
    // Accents are kept and left out, as systems do both.
    private static readonly FrozenSet<string> Words = Set("""
        anonymous anonym anonyme anonymní anonymni anónimo anonimo anônimo anónima anonima anonim anonimowy anonymný anoniem аноним анонимный анонім 匿名 مجهول 익명
        unknown unbekannt inconnu inconnue desconocido desconhecido sconosciuto nieznany onbekend okänd okand ukendt ukjent tuntematon neznámý neznamy neznáme bilinmeyen ismeretlen necunoscut неизвестный неизвестен невідомий άγνωστος 未知 不明
        private privé prive privée privado privada privato privata privat prywatny privater soukromé приватний частный
        withheld restricted unavailable blocked hidden masqué masque caché cache oculto oculta nascosto verborgen versteckt unterdrückt unterdrueckt zastrzeżony zastrzezony zastrzeżone ukryty skjult skrytý skryté dolt salattu gizli rejtett скрыт скрытый прихований απόκρυψη חסוי 非通知 表示圏外 발신번호표시제한
        p o
        """);

    private static readonly FrozenSet<string> Beside = Set("""
        number caller call callers id cid name the user phone numéro numero número num nummer rufnummer telefonnummer teilnehmer anrufer numer numeru nr apel appel appelant chiamata llamada identidad identité identyfikator
        from is номер абонент numara arayan
        """);

    private static readonly FrozenSet<string> Phrases = new[]
    {
        "no caller id", "no number", "no cid", "not available", "out of area", "id not available", "non disponible", "nicht verfügbar", "keine nummer", "keine rufnummer", "no disponible",
        "não disponível", "non disponibile", "brak numeru", "niet beschikbaar", "公衆電話", "رقم خاص", "numéro non communiqué", "id non disponible",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Some carriers send the word as it is spelt on a keypad: +266696687 is ANONYMOUS.
    private static readonly FrozenSet<string> Keypad = new[] { "ANONYMOUS", "RESTRICTED", "BLOCKED", "UNKNOWN", "UNAVAILABLE", "PRIVATE" }.Select(Spelt).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="plain">A plain text (<see cref="PhoneText.Plain"/>).</param>
    public static bool Is(string plain)
    {
        if (plain.Any(char.IsAsciiDigit))
        {
            return Keypad.Contains(plain);
        }
        var words = string.Concat(plain.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (words.Any(Words.Contains) && words.All(w => Words.Contains(w) || Beside.Contains(w))) || Phrases.Contains(string.Join(' ', words));
    }

    private static FrozenSet<string> Set(string words) => words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static string Spelt(string word) => "+" + string.Concat(word.Select(letter => "22233344455566677778889999"[letter - 'A']));
}
