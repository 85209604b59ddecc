using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Liaison.Core.Sessions;

/// <summary>How a ledger is kept: one JSON object, by path <c>[microseconds, event id, value]</c>.</summary>
public static class LedgerText
{
    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(SessionLedger ledger)
    {
        var text = new ArrayBufferWriter<byte>(Math.Max(256, ledger.Size * 2));
        using (var writer = new Utf8JsonWriter(text, Plainly))
        {
            writer.WriteStartObject();
            foreach (var (path, register) in ledger.Registers)
            {
                writer.WriteStartArray(path);
                writer.WriteNumberValue(register.Stamp.Microseconds);
                writer.WriteStringValue(register.Stamp.By);
                writer.WriteStringValue(register.Value);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <exception cref="JsonException">It is none.</exception>
    public static SessionLedger Read(string text)
    {
        var ledger = new SessionLedger();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }
            var path = reader.GetString()!;
            reader.Read();
            reader.Read();
            var at = reader.GetInt64();
            reader.Read();
            var by = reader.GetString()!;
            reader.Read();
            ledger.Set(path, new Register(new Stamp(at, by), reader.GetString()));
            reader.Read();
        }
        return ledger;
    }
}
