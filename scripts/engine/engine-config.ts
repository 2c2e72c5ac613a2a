import { createHash } from "node:crypto";
import { join } from "node:path";
import { clusterXml, type EngineCluster } from "./engine-cluster.ts";

/** The one account that may use the embedded engine; its password is new at every start. */
export const ENGINE_USER = "seamscope";

/** Inserts stop while this much is still free, so that tables can always be dropped and opened again (bytes). */
export const KEEP_FREE_BYTES = 536_870_912;

/** Where the engine keeps what under the data directory. */
export function engineFolders(dataDir: string): { data: string; run: string; backups: string } {
  return { data: join(dataDir, "clickhouse"), run: join(dataDir, "engine"), backups: join(dataDir, "backups") };
}

/**
 * The engine's configuration as XML: memory and caches sized for a laptop, and how long merged-away parts are kept. Only the
 * configuration of a cluster holds the password, with which its shards let each other in.
 */
export function configXml(dataDir: string, membership?: { cluster: EngineCluster; password: string }): string {
  const { run, backups } = engineFolders(dataDir);
  const cluster = membership === undefined ? "" : clusterXml(membership.cluster, { user: ENGINE_USER, password: escapeXml(membership.password) });
  return `<clickhouse>
  <logger><log>${escapeXml(join(run, "engine.log"))}</log><size>10M</size><count>2</count></logger>
  <users_config>${escapeXml(join(run, "users.xml"))}</users_config>
  <max_server_memory_usage>1500000000</max_server_memory_usage>
  <mark_cache_size>134217728</mark_cache_size>
  <primary_index_cache_size>67108864</primary_index_cache_size>
  <query_condition_cache_size>16777216</query_condition_cache_size>
  <max_concurrent_queries>64</max_concurrent_queries>
  <keep_alive_timeout>10</keep_alive_timeout>
  <storage_configuration><disks><default><keep_free_space_bytes>${KEEP_FREE_BYTES}</keep_free_space_bytes></default></disks></storage_configuration>
  <merge_tree>
    <old_parts_lifetime>480</old_parts_lifetime>
    <non_replicated_deduplication_window>1000</non_replicated_deduplication_window>
  </merge_tree>
  <query_log>
    <database>system</database><table>query_log</table>
    <flush_interval_milliseconds>2000</flush_interval_milliseconds>
    <ttl>event_date + INTERVAL 1 DAY</ttl>
  </query_log>
  <backups><allowed_path>${escapeXml(backups)}</allowed_path></backups>
${cluster}</clickhouse>
`;
}

/**
 * The engine's accounts as XML. `default` is who the library logs in as, so it keeps exactly the two rights needed to
 * open the port and stay alive; without that the port would be an open server with full rights for every web page.
 */
export function usersXml(password: string): string {
  const sha256 = createHash("sha256").update(password).digest("hex");
  return `<clickhouse>
  <profiles>
    <default>
      <implicit_select>0</implicit_select>
      <max_memory_usage>1000000000</max_memory_usage>
      <max_bytes_before_external_group_by>300000000</max_bytes_before_external_group_by>
      <max_bytes_before_external_sort>300000000</max_bytes_before_external_sort>
      <max_execution_time>60</max_execution_time>
    </default>
    <engine/>
  </profiles>
  <quotas><default/></quotas>
  <users>
    <default>
      <no_password/><networks><ip>127.0.0.1</ip></networks><profile>engine</profile><quota>default</quota>
      <grants><query>GRANT SYSTEM LISTEN ON *.*</query><query>GRANT SELECT ON system.numbers</query></grants>
    </default>
    <${ENGINE_USER}>
      <password_sha256_hex>${sha256}</password_sha256_hex><networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile><quota>default</quota><access_management>1</access_management>
    </${ENGINE_USER}>
  </users>
</clickhouse>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
