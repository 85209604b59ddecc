using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Liaison.Core.Sessions;

namespace Liaison.Core.Statistics;

/// <summary>How a course is kept: one JSON array, times in microseconds since 1970. A day has a hundred thousand of them, so it is small and read without a detour.</summary>
public static class CourseText
{
    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Course course)
    {
        var text = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(text, Plainly))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue((int)course.Channel);
            writer.WriteNumberValue((int)course.Direction);
            Time(writer, course.BeganAt);
            Time(writer, course.EndedAt);
            Time(writer, course.WrapUpEndedAt);
            writer.WriteStringValue(course.Queue);
            writer.WriteStringValue(course.Outcome);
            writer.WriteStartArray();
            foreach (var leg in course.Legs)
            {
                writer.WriteStringValue(leg.Agent);
                writer.WriteStringValue(leg.Name);
                writer.WriteStringValue(leg.Queue);
                Time(writer, leg.OfferedAt);
                Time(writer, leg.AnsweredAt);
                Time(writer, leg.EndedAt);
                writer.WriteStringValue(leg.TransferredTo);
            }
            writer.WriteEndArray();
            writer.WriteStartArray();
            foreach (var hold in course.Holds)
            {
                Time(writer, hold.From);
                Time(writer, hold.To);
            }
            writer.WriteEndArray();
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <exception cref="JsonException">It is none.</exception>
    public static Course Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        reader.Read();
        var (channel, direction) = ((Channel)Number(ref reader), (Direction)Number(ref reader));
        var (began, ended, wrapped) = (Time(ref reader)!.Value, Time(ref reader), Time(ref reader));
        var (queue, outcome) = (Word(ref reader), Word(ref reader));
        var (legs, holds) = (new List<CourseLeg>(1), new List<CourseHold>());
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            legs.Add(new CourseLeg(reader.GetString()!, Word(ref reader), Word(ref reader), Time(ref reader), Time(ref reader), Time(ref reader), Word(ref reader)));
        }
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            holds.Add(new CourseHold(At(reader.GetInt64()), Time(ref reader)));
        }
        return new Course(channel, direction, began, ended, wrapped, queue, outcome, legs, holds);
    }

    private static int Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32();
    }

    private static string? Word(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : At(reader.GetInt64());
    }

    private static DateTimeOffset At(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private static void Time(Utf8JsonWriter writer, DateTimeOffset? at)
    {
        if (at is { } time)
        {
            writer.WriteNumberValue(Stamp.MicrosecondsOf(time));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
