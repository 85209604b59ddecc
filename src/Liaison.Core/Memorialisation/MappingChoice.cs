using Liaison.Core.Mapping;
using Liaison.Core.Sessions;

namespace Liaison.Core.Memorialisation;

/// <summary>Which of several mappings counts for a record type and a conversation.</summary>
public static class MappingChoice
{
    /// <summary>Of those in use the one for the conversation's own channel, else the one for both; null when none is in use.</summary>
    public static RecordMapping? For(IEnumerable<RecordMapping> mappings, string recordType, Channel channel) =>
        mappings.Where(m => m.InUse && m.RecordType == recordType && m.Channels.Takes(channel)).OrderBy(m => m.Channels == MappingChannels.Both).FirstOrDefault();

    /// <summary>The rows that a conversation of a channel is written by. A record type that the administrator's mappings name at all is theirs alone; what the system begins with counts for the others.</summary>
    public static IReadOnlyList<MappingRow> RowsOf(IReadOnlyList<RecordMapping> saved, IReadOnlyList<RecordMapping> begun, string recordType, Channel channel) =>
        [.. (For(saved.Any(m => m.RecordType == recordType) ? saved : begun, recordType, channel)?.Rows ?? []).Where(r => ContactFacts.Speaks(r.Source.Fact, channel))];
}
