using System.Text.Json;

namespace Liaison.Bench;

/// <summary>One measured figure, as one line of JSON.</summary>
/// <param name="Name">Stays the same from version to version.</param>
/// <param name="Limit">What it should at least (or at most) be; null when it is only told.</param>
/// <param name="Ratio">To a plain loop doing the same in the same run; null where there is none.</param>
internal sealed record Figure(string Name, double Value, string Unit, string? Limit = null, double? Ratio = null)
{
    private static readonly JsonSerializerOptions Plainly = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Say() => Console.WriteLine(JsonSerializer.Serialize(new { figure = Name, value = Math.Round(Value, 4), unit = Unit, limit = Limit, ratio = Ratio is { } r ? Math.Round(r, 3) : (double?)null }, Plainly));
}
