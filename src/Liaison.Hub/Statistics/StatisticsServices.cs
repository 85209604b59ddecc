using Liaison.Hub.Api.Statistics;
using Liaison.Storage.Statistics;

namespace Liaison.Hub.Statistics;

/// <summary>Puts statistics together.</summary>
public static class StatisticsServices
{
    public static IServiceCollection AddStatistics(this IServiceCollection services) => services
        .AddSingleton<CourseReads>().AddSingleton<StatisticsFileStore>().AddSingleton<StatisticsDesk>().AddSingleton<StatisticsMaking>().AddSingleton<StatisticsDoor>();

    /// <summary>What one process of those that work is to do for all.</summary>
    public static IServiceCollection AddStatisticsRounds(this IServiceCollection services) => services.AddHostedService<StatisticsRounds>();

    /// <param name="v1">The group of version 1.</param>
    public static void MapStatistics(this IEndpointRouteBuilder v1)
    {
        v1.MapStatisticsFigures();
        v1.MapStatisticsFiles();
        v1.MapStatisticsSettings();
    }
}
