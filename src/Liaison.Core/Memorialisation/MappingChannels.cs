using Liaison.Core.Sessions;

namespace Liaison.Core.Memorialisation;

/// <summary>For which conversations a mapping is.</summary>
public enum MappingChannels
{
    Both = 0,

    /// <summary>Calls.</summary>
    Voice = 1,

    /// <summary>Everything written: chats, messages, e-mail.</summary>
    Digital = 2,
}

public static class MappingChannel
{
    public static MappingChannels Of(Channel channel) => channel == Channel.Voice ? MappingChannels.Voice : MappingChannels.Digital;

    /// <summary>Whether what is for some channels is for this one too.</summary>
    public static bool Takes(this MappingChannels channels, Channel channel) => channels == MappingChannels.Both || channels == Of(channel);
}
